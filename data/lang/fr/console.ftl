### reviewed = false

# Textes de la console. Les lecteurs sont des professionnels formés. Précis, calme, court. Les mots avant les couleurs.
# Les identifiants sont uniques dans tous les fichiers d’une langue.

## Sur chaque page
desk-title = Équipe
desk-skip = Aller au contenu
desk-demo = Démonstration. Personne ne lit ce qui est écrit ici.
desk-queue = File d’attente
desk-node = Ce nœud
desk-signout = Se déconnecter
desk-signed-in = Session ouverte : { $name }
desk-clear = J’ai besoin d’une pause
desk-break-title = Prenez votre temps.
desk-break-text = Il n’y a rien sur cet écran. Votre travail est conservé.
desk-break-back = Retour à la file d’attente
desk-unreviewed = Les textes que les visiteurs lisent dans cette langue ne sont pas encore validés par une personne de langue maternelle.
desk-closed = Ce nœud est fermé. Les visiteurs ne peuvent pas envoyer de messages.
desk-closed-link = Ce qui manque
desk-problems = Vérifiez ces points
desk-save = Enregistrer
desk-cancel = Annuler
desk-unknown = Non connu
desk-nobody = personne pour l’instant
desk-you = vous
desk-languages = Langues

## Installation : le premier membre
setup-title = Installer ce nœud
setup-first = Cette page ne sert qu’une fois. Elle crée la première équipe et son premier membre.
setup-token = Mot d’installation
setup-token-hint = Le programme l’a affiché à son démarrage.
setup-name = Votre nom
setup-name-hint = Vos collègues le voient. Les visiteurs ne le voient que si vous signez une réponse de ce nom.
setup-login = Identifiant
setup-login-hint = Minuscules, chiffres, point ou trait d’union. De 3 à 32 caractères.
setup-passphrase = Phrase de passe
setup-passphrase-hint = Au moins 15 caractères. Tous les caractères sont admis, y compris les espaces. Plusieurs mots sans lien entre eux conviennent bien. Vous pouvez la coller.
setup-passphrase-again = Phrase de passe, encore une fois
setup-button = Créer l’équipe
setup-error-token = Ce mot d’installation n’est pas le bon. Regardez là où le programme a été démarré.
setup-error-name = Saisissez un nom de 1 à 60 caractères.
setup-error-login = Utilisez de 3 à 32 minuscules, chiffres, points ou traits d’union.
setup-error-short = { $count ->
    [one] La phrase de passe compte { $count } caractère. Il en faut au moins 15.
   *[other] La phrase de passe compte { $count } caractères. Il en faut au moins 15.
}
setup-error-long = La phrase de passe dépasse { $max } caractères.
setup-error-differ = Les deux phrases de passe sont différentes.
setup-done-already = Ce nœud est déjà installé.
setup-recovery-title = La clé de récupération
setup-recovery-first = Notez-la maintenant sur papier. Elle n’est affichée qu’une fois.
setup-recovery-why = Si tous les membres perdent leur phrase de passe, seule cette clé ouvre les dossiers. Personne ne peut la recréer.
setup-recovery-keep = Gardez le papier sous clé, loin du serveur. Chaque utilisation de la clé alerte tous les membres.
setup-recovery-key = Clé de récupération
setup-recovery-confirm = Saisissez les 6 derniers caractères notés sur le papier
setup-recovery-button = Elle est notée sur papier
setup-error-recovery = Ce ne sont pas les 6 derniers caractères. Vérifiez sur le papier.
setup-finished-title = L’équipe est prête.
setup-finished-text = Vous pouvez vous connecter. Le nœud reste fermé aux visiteurs tant qu’il manque quelque chose.

## Connexion
login-title = Se connecter
login-name = Identifiant
login-passphrase = Phrase de passe
login-button = Se connecter
login-error = L’identifiant ou la phrase de passe est incorrect.
login-error-empty = Saisissez l’identifiant et la phrase de passe.
login-error-many = Trop d’essais depuis cet endroit. Attendez quelques minutes, puis réessayez.
login-busy-title = Le serveur est occupé.
login-busy = Vérifier une phrase de passe demande du calcul, et d’autres attendent. Réessayez dans quelques secondes. Votre compte n’est pas bloqué.
login-signed-out = La session est fermée.

## File d’attente
queue-title = File d’attente
queue-waiting = { $count ->
    [one] { $count } en attente
   *[other] { $count } en attente
}
queue-danger = { $count ->
    [one] { $count } avec danger
   *[other] { $count } avec danger
}
queue-unclaimed = { $count ->
    [one] { $count } sans prise en charge
   *[other] { $count } sans prise en charge
}
queue-empty-title = Personne n’attend.
queue-empty-choice = Rien ne correspond à ce choix.
queue-empty = Les nouveaux signalements apparaissent ici, les plus urgents en premier. Rechargez la page pour vérifier.
queue-order = Les plus urgents en premier, puis l’attente la plus longue.
queue-reload = Recharger
queue-updated = Mis à jour : { $time }
queue-col-reason = Motif
queue-col-age = Âge
queue-col-who = Qui écrit
queue-col-language = Langue
queue-col-waiting = Attente
queue-col-claimed = Pris en charge par
queue-col-status = État
queue-open = Ouvrir le dossier { $number }
queue-filter = Afficher
queue-more = Page suivante
queue-newer = Première page
queue-wait-minutes = { $count ->
    [one] { $count } min
   *[other] { $count } min
}
queue-wait-hours = { $count ->
    [one] { $count } h
   *[other] { $count } h
}
queue-wait-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}

## Dossier
case-title = Dossier { $number }
case-back = Retour à la file d’attente
case-received = Reçu : { $time }
case-waiting = Attente : { $time }
case-claimed-by = Pris en charge par { $name }
case-unclaimed = Non pris en charge
case-claim = Prendre en charge
case-release = Libérer
case-first = D’abord
case-danger-self = Le visiteur a choisi : « Je pense à me faire du mal ». Sa page suivante proposait des personnes à joindre. Posez clairement la question du suicide. Proposez de rester en contact.
case-danger-near = Le visiteur a choisi : « Quelqu’un est près de moi ou va venir ». Sa page suivante proposait des personnes à joindre. Demandez où il peut être en sécurité maintenant.
case-danger-words = Le texte contient des mots qui peuvent évoquer le fait de se faire du mal. La page suivante du visiteur proposait des personnes à joindre. Lisez d’abord ces mots :
case-danger-later = Un signe de danger est venu après le premier message. La page suivante du visiteur proposait des personnes à joindre. Lisez d’abord ce qui a été ajouté au fil.
case-answers = Réponses données
case-question = Question
case-answer-given = Réponse
case-skipped = passée
case-q-danger = En sécurité en ce moment
case-q-who = Qui est concerné
case-q-age = Âge
case-q-threat = Objet de la menace
case-q-want = Exigence
case-q-by = Échéance
case-q-happened = Jusqu’ici
case-q-answer = Moment sûr pour regarder
case-pasted = Ce qui a été collé
case-words = Avec ses mots
case-none = Rien
case-original = Affiché exactement tel qu’envoyé
case-findings = Repéré dans le texte
case-findings-about = Une machine a repéré ces éléments. Elle ne décide de rien. Chacun a un motif.
case-identifiers = Noms et comptes
case-identifiers-none = Aucun nom ni compte n’a été indiqué.
case-id-place = Endroit
case-id-name = Nom
case-id-side = Côté
case-id-grade = Degré
case-side-them = la personne qui menace
case-side-me = le visiteur
case-side-other = quelqu’un d’autre
case-side-unknown = non connu
case-grade-claimed = déclaré
case-grade-seen = vu dans l’original
case-grade-confirmed = confirmé par le fournisseur ou la police
case-thread = Fil avec le visiteur
case-thread-none = Rien n’a encore été écrit.
case-from-visitor = Visiteur, { $time }
case-from-desk = { $name }, { $time }
case-read = Ouvert par le visiteur : { $time }
case-answer = Réponse
case-answer-in = Réponse dans le dossier { $number }
case-answer-hint = Le visiteur lit ce texte avec le code, dans cette langue : { $language }. Dites d’abord qu’il n’a rien fait de mal. Demandez une seule chose à la fois.
case-answer-send = Envoyer la réponse
case-answer-send-in = Envoyer la réponse dans le dossier { $number }
case-answer-closed = Le visiteur a demandé de ne plus recevoir de message. Aucune réponse ne peut être envoyée.
case-notes = Notes
case-notes-hint = Réservé à l’équipe. Le visiteur ne voit jamais les notes.
case-notes-none = Aucune note pour l’instant.
case-note-add = Ajouter une note
case-note-by = { $name }, { $time }
case-passed-by = Transmis, proposé par { $name }, { $time }
case-earlier = Montrer { $count } messages plus anciens
case-status = État
case-status-close = Fermer le dossier
case-status-reopen = Rouvrir
case-history = Ce qui a été fait
case-conflict-title = Quelqu’un a modifié ce dossier pendant que vous le consultiez.
case-conflict = Voici son état actuel.
case-conflict-kept = Votre texte est encore dans le formulaire. Rien n’a été enregistré.
case-refused-claimed = { $name } a pris ce dossier en charge. Demandez-lui de le libérer, ou travaillez-y ensemble au moyen des notes.
case-refused-unclaimed = Prenez d’abord le dossier en charge. Les autres voient alors que vous y travaillez.
case-refused-closed = Le dossier est fermé. Rouvrez-le d’abord.
case-refused-erasing = Le visiteur retire ce signalement. Il reste lisible jusqu’au { $date }, mais ne peut plus être modifié.
case-refused-empty = Rien n’est écrit dans le champ « { $field } ».
case-refused-long = Le texte est trop long. Il y a de la place pour { $max } caractères.
case-refused-move = Cette étape n’est pas possible depuis l’état « { $status } ».
case-sent = La réponse a été envoyée.
case-noted = La note a été ajoutée.
case-claimed = Vous avez pris ce dossier en charge.
case-released = Le dossier est de nouveau libre.
case-done-with = Le dossier est clos. Il peut être rouvert.
case-open-again = Le dossier est rouvert, et vous l’avez pris.
case-erasing = Le visiteur a retiré ce signalement. Les clés sont détruites le { $date }. Si vous pensez que quelqu’un l’y a poussé, écrivez une note pour l’équipe.
case-erasing-held = Le visiteur a retiré ce signalement. Une conservation est en cours : les clés ne sont détruites qu’après le { $date }. Personne n’y travaille d’ici là. Si vous pensez que quelqu’un l’y a poussé, écrivez une note pour l’équipe.
case-nothing-seen = Aucune photo n’a été demandée. Aucune n’est conservée.

## État d’un dossier
status-new = nouveau
status-open = ouvert
status-answered = répondu
status-closed = fermé
status-erasing = en cours de retrait
status-restricted = restreint par une obligation légale de conservation

## Voies, de la plus urgente à la moins urgente
lane-0 = Danger
lane-1 = Échéance proche
lane-2 = Déjà diffusé
lane-3 = Moins de 13 ans, ou nouvelle demande
lane-4 = Autres

## Pourquoi un dossier est dans sa voie
reason-danger-self = Pense à se faire du mal
reason-danger-near = Quelqu’un est près de la personne ou va venir
reason-selfharm-words = Mots pouvant évoquer le fait de se faire du mal
reason-danger-later = Un signe de danger est venu plus tard
reason-deadline-hour = Échéance dans une heure ou deux
reason-deadline-today = Échéance aujourd’hui
reason-shared = Déjà montré à quelqu’un
reason-under13 = Moins de 13 ans
reason-again = La personne qui menace est revenue et en veut plus
reason-other = Aucun signe d’échéance ni de danger

## Mots courts pour la file d’attente et les réponses
age-u13 = moins de 13 ans
age-a13 = 13 à 15 ans
age-a16 = 16 ou 17 ans
age-a18 = 18 ans ou plus
age-skip = âge non indiqué
who-me = pour soi
who-child = parent
who-friend = ami ou amie
who-pupil = école ou accompagnement de jeunes
who-other = quelqu’un d’autre
who-skip = non indiqué
danger-self = pense à se faire du mal
danger-near = quelqu’un est près ou va venir
danger-no = en sécurité
danger-skip = non indiqué
threat-pictures = photos
threat-information = informations
want-money = argent ou cartes cadeaux
want-more = d’autres photos
want-act = un acte ou une rencontre
want-harm = faire du mal
want-unknown = non connu
by-hour = dans une heure ou deux
by-today = aujourd’hui
by-tomorrow = demain
by-later = plus tard
by-none = aucune connue
happened-paid = a payé
happened-sent = a encore envoyé quelque chose
happened-shared = montré à quelqu’un
happened-deleted = a effacé des messages
happened-blocked = a bloqué la personne qui menace
happened-again = la personne qui menace est revenue
happened-fake = photo fabriquée
happened-nothing = rien de tout cela

## Le nœud
node-title = Ce nœud
node-open = Ouvert. Les visiteurs peuvent envoyer des messages.
node-closed-title = Ce nœud est fermé
node-closed = Les pages d’aide fonctionnent. La page « Nous raconter ce qui s’est passé » indique que personne ne peut lire de messages en ce moment.
node-closed-missing = Il manque ces points :
node-open-demo = C’est une démonstration : elle est ouverte même s’il manque des points. Un vrai nœud n’ouvre que lorsque tous les points sont faits.
node-missing-members = Deux membres avec un second facteur
node-missing-recovery = La clé de récupération est confirmée
node-missing-alarm = Une alerte urgente a été envoyée et confirmée à titre d’essai
node-missing-hours = Les horaires et un délai de réponse habituel exact
node-missing-secrecy = Le texte sur ce qui est gardé secret, pour chaque pays
node-missing-crisis = Une ligne de crise vérifiée pour chaque pays
node-missing-helpline = Une ligne d’écoute pour enfants vérifiée pour chaque pays
node-missing-review = Les textes de sécurité validés par un relecteur, pour chaque langue
node-missing-done = fait
node-missing-todo = manque
node-doctor = La même liste en ligne de commande :

## Quand quelque chose ne fonctionne pas
error-signed-out-title = Aucune session n’est ouverte.
error-signed-out = Connectez-vous pour continuer.
error-signed-out-copy = Copiez d’abord ce que vous avez écrit : cela disparaît quand vous quittez cette page. Ensuite, connectez-vous pour continuer.
error-forbidden-title = Vous n’avez pas accès à cette page.
error-forbidden = Le dossier appartient à une autre équipe, ou la page exige un autre rôle.
error-case-title = Ce dossier n’existe pas.
error-case = Le visiteur l’a peut-être retiré, ou l’adresse est fausse.
error-origin-title = Le formulaire vient d’un autre endroit.
error-origin = Par sécurité, il n’a pas été pris en compte. Rouvrez la page et refaites l’étape.
error-desk-title = Quelque chose ne fonctionne pas dans le programme.
error-desk = Rien de ce qui était enregistré n’est perdu. Réessayez. Si cela continue, prévenez la personne qui gère ce nœud.
error-desk-busy-title = Le serveur est occupé.
error-desk-busy = Attendez quelques secondes et envoyez à nouveau. Votre texte est encore dans le formulaire.
