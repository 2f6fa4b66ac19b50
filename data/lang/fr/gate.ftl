### reviewed = false
# Opening and closing the node, hours, secrecy, the duty list, the signing of texts; and the mails to people on duty.
# Ids that begin with visit- are for visitors: read the first lines of site.ftl. The rest is for trained staff.

## For visitors
visit-hours = Quelqu’un lit ici { $days }. C’est l’heure de { $place }.
visit-hours-always = Quelqu’un lit ici à toute heure, tous les jours.
visit-usual = { $hours ->
    [one] D’habitude, nous répondons en moins d’une heure.
   *[other] D’habitude, nous répondons en moins de { $hours } heures.
}
visit-usual-days = { $days ->
    [one] D’habitude, nous répondons en un jour.
   *[other] D’habitude, nous répondons en moins de { $days } jours.
}
visit-day = le { $day }, { $hours }
visit-days = du { $first } au { $last }, { $hours }
visit-span = de { $from } à { $to }
visit-and = { $one } et { $other }
visit-day-0 = lundi
visit-day-1 = mardi
visit-day-2 = mercredi
visit-day-3 = jeudi
visit-day-4 = vendredi
visit-day-5 = samedi
visit-day-6 = dimanche

## Mails to people on duty. They say that something waits, and nothing of what.
mail-urgent-subject = { $node } : une urgence attend
mail-urgent-text =
    Une urgence attend chez { $node }, et personne ne s’en occupe.

    Dites que vous vous en occupez, en une pression et sans vous connecter :
    { $link }

    Ensuite, connectez-vous et prenez-la en charge. Si c’est déjà fait, ouvrez le dossier. Si personne ne le fait dans les dix minutes, la personne suivante de la liste est appelée.
    Le lien est valable un jour. Ce message ne dit ni qui a écrit ni pourquoi. Merci de ne pas y répondre.
mail-test-subject = { $node } : essai de l’alerte urgente
mail-test-text =
    Ceci est un essai. Rien n’attend chez { $node }.

    Dites que ce message vous est parvenu :
    { $link }

    Le lien est valable un jour. Merci de ne pas répondre à ce message.
mail-closed-subject = { $node } s’est fermé de lui-même
mail-closed-text =
    { $node } ne reçoit plus de messages : une condition nécessaire à l’ouverture n’est plus remplie.
    Les visiteurs voient qui d’autre peut aider. Connectez-vous et regardez la page « Ce nœud ».

    Dites que vous vous en occupez :
    { $link }

    Merci de ne pas répondre à ce message.

## The page behind the link in a mail
ack-title = Quelqu’un doit s’en occuper
ack-urgent = Une urgence attend, et personne ne s’en occupe.
ack-test = Ceci est un essai de l’alerte urgente.
ack-closed = Le nœud s’est fermé de lui-même. Les visiteurs ne peuvent pas envoyer de messages.
ack-button = Je m’en occupe
ack-button-about = La personne suivante n’est alors appelée que dix minutes plus tard, sauf si quelqu’un s’en occupe entre-temps.
ack-done-title = C’est noté : vous vous en occupez
ack-done = Il est { $time }. Connectez-vous et prenez le dossier en charge. S’il l’est déjà, ouvrez-le. Cela seul arrête les appels.
ack-done-test = L’essai est terminé. Vous pouvez fermer cette page.
ack-signin = Se connecter
ack-gone-title = Ce lien n’est plus valable
ack-gone = Il a plus d’un jour, ou il est incomplet. Connectez-vous pour voir ce qui attend.

## Troubles, on every page of the console
gate-trouble-nobody = Une personne en danger attend. Toutes les personnes d’astreinte ont été appelées, et personne ne s’en occupe.
gate-trouble-channel = Les alertes aux personnes d’astreinte ne partent pas. Vérifiez le serveur de courrier, ou l’adresse qui reçoit les appels.
gate-trouble-closed = Ce nœud s’est fermé de lui-même. Les visiteurs ne peuvent pas envoyer de messages.
gate-trouble-numbers = Des vérifications de numéros montrés aux visiteurs ont été retirées de la base de données. Des numéros retirés peuvent être montrés de nouveau : regardez la liste des numéros, et qui peut écrire dans la base.
gate-trouble-jobs = Un travail en arrière-plan a été abandonné après de nombreux essais : quelque chose qui devait se faire ne s’est pas fait. Regardez le journal et lancez vigie doctor.

## This node
gate-lacks = Il manque : { $list }
gate-where = Y aller
gate-every-other = tous les autres pays
gate-since = Depuis { $time }
gate-closed-itself = Le nœud s’est fermé de lui-même, car ces points n’étaient plus remplis :
gate-closed-reason = Fermé pour cette raison : { $reason }
gate-open-title = Ouvrir aux visiteurs
gate-open-about = Tous les points sont remplis. Dès l’ouverture, les visiteurs peuvent envoyer des messages, et quelqu’un doit les lire.
gate-open-button = Ouvrir le nœud
gate-open-not = Il ne peut pas être ouvert tant qu’un point manque.
gate-open-who = Un administrateur l’ouvre.
gate-close-title = Fermer aux visiteurs
gate-close-about = La page « Nous raconter ce qui s’est passé » indique alors qui d’autre peut aider. Les échanges en cours restent ouverts, et les codes restent valables.
gate-close-reason = Pourquoi
gate-close-hint = Vos collègues le lisent ici. N’écrivez rien sur un dossier.
gate-close-error = Écrivez une raison de 500 caractères au plus.
gate-close-button = Fermer le nœud
gate-settings = Ce qu’il faut régler
gate-hours-link = Horaires et délai de réponse habituel
gate-secrecy-link = Pays servis, et ce qui y est gardé secret
gate-duty-link = Liste d’astreinte et essai de l’alerte urgente
gate-texts-link = Textes de sécurité de chaque langue
gate-recovery-title = Clé de récupération sur papier
gate-saved = Enregistré.
gate-conflict-title = Quelqu’un a été plus rapide
gate-conflict = Quelqu’un a modifié ceci au même moment. Voici l’état actuel. Recommencez.
gate-back = Retour à ce nœud

## Opening hours
hours-title = Horaires
hours-about = Les visiteurs voient ces horaires et le délai de réponse habituel. Ne promettez que ce qui est vrai aussi la nuit et les jours fériés.
hours-zone = Fuseau horaire
hours-zone-hint = Le nom du lieu tel que les ordinateurs le connaissent, par exemple Europe/Paris ou America/Montreal.
hours-day-hint = Par exemple 09:00-12:30, 14:00-18:00. Laissez vide un jour où personne ne lit. 00:00-24:00 est la journée entière.
hours-usual = Délai de réponse habituel, en heures
hours-usual-hint = Un nombre entier de 1 à 336. Prenez ce que neuf visiteurs sur dix ont attendu le mois dernier.
hours-error-week = Une heure ou le fuseau n’est pas correct, ou tous les jours sont vides.
hours-error-usual = Écrivez un nombre entier de 1 à 336.
hours-shown = Les visiteurs lisent

## Countries and secrecy
secrecy-title = Pays servis, et ce qui est gardé secret
secrecy-about = Dites en 60 mots au plus ce que vous gardez secret et quand vous ne le pouvez pas. Un enfant doit le comprendre avant d’écrire.
secrecy-served = Pays servis
secrecy-served-hint = Codes de deux lettres séparés par des espaces, par exemple FR BE. Chacun a besoin d’une ligne de crise et d’une ligne d’écoute pour enfants vérifiées.
secrecy-served-error = Ce n’est pas un pays : { $list }
secrecy-text-title = Écrire ou modifier un texte
secrecy-country = Pays
secrecy-language = Langue
secrecy-text = Ce que nous gardons secret, et quand nous ne le pouvons pas
secrecy-text-hint = 60 mots au plus. Un texte vide retire celui qui est en place.
secrecy-text-error = Le texte a { $count } mots. Il y a de la place pour 60.
secrecy-lacking = Textes qui manquent
secrecy-written = Textes en place

## Duty list
duty-title = Liste d’astreinte
duty-about = Quand un danger attend et que personne ne s’en occupe, ces personnes sont appelées l’une après l’autre, toutes les dix minutes. De même quand un nouveau danger arrive dans un dossier déjà pris en charge, jusqu’à ce qu’un membre l’ait ouvert. L’équipe partenaire vient en dernier. L’alerte dit que quelque chose attend, et rien de plus.
duty-none = Personne n’est sur la liste. Un signalement avec danger ne réveillerait personne.
duty-name = Nom
duty-address = Adresse
duty-way = Comment
duty-way-mail = Courrier électronique
duty-way-call = Appel signé
duty-language = Langue des courriers
duty-partner = Équipe partenaire : appelée en dernier
duty-partner-short = équipe partenaire
duty-add-title = Ajouter quelqu’un
duty-address-hint = Une adresse électronique, ou une adresse https qui reçoit des appels signés.
duty-error = Il faut un nom et une adresse qui convienne. Il y a de la place pour douze.
duty-add = Ajouter
duty-up = Monter
duty-remove = Retirer
duty-test = Envoyer un essai
duty-test-sent = Un essai est en route. Il faut suivre le lien qu’il contient.
duty-tested = Essai confirmé { $time }
duty-test-waits = Essai envoyé { $time }, pas encore confirmé
duty-test-leaves = Essai en route
duty-never = Jamais essayé
duty-no-mail = Ce processus n’a pas de serveur de courrier : les courriers ne partent pas. Voir vigie serve --help, --smtp.
duty-no-call = Ce processus n’a pas de secret pour signer les appels : les appels ne partent pas. Voir vigie serve --help, --webhook-secret-file.
duty-no-public = Ce processus ne connaît pas sa propre adresse, donc aucun lien ne peut être fait. Voir vigie serve --help, --public-url.

## Safety texts
texts-title = Textes de sécurité
texts-about = Une langue est proposée aux visiteurs quand quelqu’un répond de ses textes de sécurité tels qu’ils sont. Un texte qui change annule la signature.
texts-read = Lisez chaque texte. Un enfant de neuf ans qui a peur le comprendrait-il ? Accuse-t-il, promet-il, effraie-t-il ?
texts-which = Langue
texts-state-reviewer = Signé par { $name }, { $time }. Qualification : { $qualification }
texts-state-operator = Assumé par l’exploitant, { $time }
texts-state-void = Les textes ont changé depuis. Cette langue n’est pas proposée tant qu’ils ne sont pas signés à nouveau.
texts-state-none = Pas signé. Cette langue n’est pas proposée aux visiteurs.
texts-sign-title = Signer
texts-sign-about = Un relecteur de langue maternelle, spécialiste de la protection de l’enfance, a lu chaque texte ci-dessus tel qu’il est.
texts-name = Nom du relecteur
texts-qualification = Qualification
texts-qualification-hint = Par exemple : assistante sociale, langue maternelle, onze ans dans une ligne d’écoute pour enfants.
texts-sign-error = Écrivez le nom et la qualification, chacun de 300 caractères au plus.
texts-sign = Ces textes sont justes
texts-operator-title = Sans relecteur
texts-operator-about = L’exploitant assume que ces textes ne font pas de mal, jusqu’à ce qu’un relecteur les ait lus.
texts-operator = Nous l’assumons
texts-withdraw = Ne plus proposer cette langue
texts-signed = C’est noté. Cette langue est proposée aux visiteurs.
texts-withdrawn = C’est noté. Cette langue n’est plus proposée aux visiteurs.
texts-role-reviewer = Un relecteur signe. Un administrateur peut l’assumer au nom de l’exploitant.
