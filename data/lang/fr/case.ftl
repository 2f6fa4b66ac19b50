### reviewed = false

## Ce qui a été dit, et comment c’est arrivé

case-said = Ce qui a été dit
case-fingerprints = { $count ->
    [one] Empreinte de { $count } photo
   *[other] Empreintes de { $count } photos
}
case-fingerprints-under-18 = âge sur la photo : moins de 18 ans
case-fingerprints-adult = âge sur la photo : 18 ans ou plus
case-fingerprints-unknown = âge sur la photo : non dit
case-fingerprints-wish = veut savoir
case-fingerprints-stopped = Toutes les empreintes ont été arrêtées par le visiteur
case-origin-typed = Écrit par le visiteur
case-origin-pasted = Collé par le visiteur
case-origin-spoken = Dit à { $name }, qui l’a noté
case-not-opened = Pas ouvert avec le code depuis

## Noms et comptes

case-name-about = Seul ce qui appartient à la personne qui menace est cherché dans d’autres dossiers.
case-source-typed = écrit par le visiteur
case-source-found = trouvé dans le texte
case-source-staff = noté par l’équipe
case-maybe = La personne derrière ce compte est peut-être aussi une victime
case-maybe-hacked = compte peut-être piraté
case-maybe-mule = sert peut-être à recevoir de l’argent
case-maybe-minor = peut-être un enfant
case-name-mark = Marquer ou corriger
case-name-marked-by = Marqué par { $name }, { $time }
case-name-correct = Corriger ce nom
case-name-wrong = Mauvaise personne
case-name-wrong-hint = Le retire de toute recherche. Il reste ici, barré.
case-name-gone-wrong = mauvaise personne
case-name-gone-corrected = corrigé
case-name-add = Ajouter un nom ou un compte
case-name-saved = La marque est enregistrée.
case-name-added = Le nom est ajouté.
case-name-corrected = Le nom est corrigé.
case-name-withdrawn = Le nom est retiré.
case-refused-name = Cela ne se lit pas comme un nom ou un compte. Un nom ressemble à @ana_88 ou ana@example.org. Rien n’a été enregistré.
case-lead = { $count ->
    [one] Nommé dans { $count } signalement ; degré le plus bas : { $grade }.
   *[other] Compte en commun : nommé dans { $count } signalements ; degré le plus bas : { $grade }.
}
case-lead-elsewhere = { $count ->
    [one] { $count } autre dossier dans une équipe dont vous n’êtes pas.
   *[other] { $count } autres dossiers dans des équipes dont vous n’êtes pas.
}
case-lead-about = Une piste, c’est un compte en commun. Elle ne dit pas qui est derrière.

## La réponse

case-answer-leaves = La réponse part deux minutes après l’envoi. Jusque-là, vous pouvez la reprendre.
case-answer-go = Aller à votre réponse
case-leaving = La réponse part dans deux minutes. Jusque-là, vous pouvez la reprendre.
case-leaves-at = En route. Départ : { $time }. Le visiteur ne la voit pas encore.
case-leaves-stopped = Ceci n’est pas parti. Le visiteur a demandé le silence ou retire son signalement.
case-undo = La reprendre
case-undone = La réponse est reprise. C’est de nouveau un brouillon.
case-send-now = L’envoyer maintenant
case-draft-save = Garder le brouillon
case-draft-saved = Le brouillon est gardé. Vous seul le voyez.
case-draft-at = Votre brouillon : { $time }.
case-meaning = Ce que cela veut dire dans ma langue
case-meaning-hint = Réservé à l’équipe. Une personne l’écrit. Le visiteur ne le voit jamais.
case-meaning-add = Dire ce que cela veut dire
case-meaning-by = Sens, selon { $name } : { $text }
case-meaning-saved = La note est enregistrée.
case-wording = Regardez encore une fois ces mots
case-wording-about = Ils peuvent sonner comme un reproche, ou promettre trop. Changez-les, ou envoyez la réponse telle quelle. C’est vous qui décidez.
case-wording-send = Envoyer tel quel
case-templates = Textes pour commencer
case-templates-hint = Ajoute un texte à la fin, dans la langue du visiteur. Changez-le jusqu’à ce qu’il convienne.

## Tâches

case-tasks = Tâches
case-tasks-none = Aucune tâche.
case-task-add = Ajouter une tâche
case-task-text = Ce qu’il faut faire
case-task-whose = Par qui
case-task-anybody = n’importe qui de l’équipe
case-task-due = Dernier jour
case-task-for = pour { $name }
case-task-due-on = avant la fin du { $date }
case-task-done-by = fait par { $name }, { $time }
case-task-do = Fait
case-task-undo = Finalement pas fait
case-task-late = En retard
case-task-saved = La tâche est notée.
case-task-marked = La tâche est changée.
tasks-title = Mes tâches
tasks-none = Rien à faire.
desk-tasks = { $count ->
    [0] Mes tâches
   *[other] Mes tâches ({ $count })
}

## Relais

case-handover = Passer le relais
case-handover-about = La personne suivante lit ceci d’abord, pour que l’enfant ne le raconte qu’une fois. Changez-le jusqu’à ce que ce soit juste.
case-handover-to = À qui
case-handover-desk = retour à l’équipe
case-handover-text = Ce que la personne suivante doit savoir
case-handover-by = Relais passé par { $name } à { $to }, { $time }
case-handover-last-visitor = Dernier message du visiteur : { $time }
case-handover-last-desk = Dernière réponse de l’équipe : { $time }
case-handover-no-answer = Personne n’a encore répondu.
case-handover-task = Tâche à faire : { $text }
case-handed-over = Le relais est passé.

## Deux dossiers ensemble

case-together = Traiter deux dossiers ensemble
case-together-about = Pour deux signalements sur le même enfant, par exemple d’un parent et de l’enfant. Vous voyez les deux ici. Chacun garde son fil, son code et ses réponses.
case-together-with = Avec quel dossier
case-together-none = Il n’y a pas d’autre dossier à choisir.
case-together-typed = Ou écrivez son numéro ou son identifiant complet
case-refused-no-case = Aucun dossier, ou plusieurs, portent ce numéro ici. Écrivez l’identifiant complet : il figure dans l’adresse de la page du dossier.
case-together-other = À côté : dossier { $number }
case-together-apart = Un fil à part. Rien de ce qui est écrit ici ne se voit dans l’autre.
case-together-part = Le traiter de nouveau seul
case-joined = Vous traitez les deux dossiers ensemble.
case-parted = Les dossiers sont de nouveau séparés.
case-changed = C’est changé.

## Par téléphone

phone-title = Signalement par téléphone
phone-about = Lisez les questions à voix haute. Chacune peut être passée. Dites qu’une image n’est jamais nécessaire. Dites ce que vous gardez secret et quand vous ne le pouvez pas.
phone-language = Langue de la personne
phone-words = Ce qu’elle dit, avec ses mots
phone-words-hint = Écrivez comme c’est dit. Il sera noté que cela vous a été dit.
phone-pasted = Messages qu’elle lit à voix haute
phone-send = Enregistrer et montrer le code
phone-done-title = Enregistré. Lisez ce code à voix haute.
phone-done-about = Il n’est montré que maintenant. Avec lui, la personne revient lire votre réponse. Demandez-lui de le noter et de vous le relire.
phone-done-digits = Le même code en chiffres :

## Ce qui a été fait

did-line = { $time } · { $who } · { $what }
did-visitor = visiteur
did-house = le programme
did-other = { $what }
did-report-received = signalement reçu
did-report-added = a ajouté quelque chose
did-report-spoken = a noté ce qui a été dit
did-thread-opened = a ouvert le fil avec le code
did-thread-code-changed = a pris un autre code
did-thread-quieted = a demandé de ne plus recevoir de message
did-thread-erase-asked = a tout retiré
did-thread-kept = l’a finalement gardé
did-thread-erased = détruit
did-case-claimed = a pris en charge
did-case-released = a libéré
did-case-opened = a ouvert le dossier
did-case-answered = a écrit une réponse
did-case-noted = a écrit une note
did-case-status = a changé l’état
did-case-relaned = remonté : l’échéance est proche
did-case-handed-over = a passé le relais
did-case-joined = traite deux dossiers ensemble
did-case-parted = le traite de nouveau seul
did-answer-left = la réponse est partie
did-answer-taken-back = a repris la réponse
did-answer-stopped = la réponse n’est pas partie
did-answer-as-it-is = a envoyé les mots tels quels
did-message-explained = a noté ce que veut dire un message
did-name-marked = a marqué un nom
did-name-added = a ajouté un nom
did-name-corrected = a corrigé un nom
did-name-withdrawn = mauvaise personne : a retiré un nom
did-task-set = a noté une tâche
did-task-done = a fait une tâche
did-task-undone = a remis une tâche

## Textes pour commencer. Le visiteur les lit : âge de lecture 9 à 11 ans.

template-first-name = Première réponse
template-first = Tu as bien fait d’écrire. Tu n’as rien fait de mal. Ce qu’ils font est interdit, et ce n’est pas ta faute. Nous avons lu ce que tu racontes. Tu n’es pas seul avec ça, pas seule non plus.
template-safe-name = En sécurité ?
template-safe = D’abord une question. Es-tu en sécurité en ce moment ? Est-ce que quelqu’un près de toi peut te faire du mal ? Penses-tu à te faire du mal ? Un mot suffit. Si tu es en danger maintenant, appelle une personne sous « Parler à quelqu’un ». Elle aide tout de suite.
template-paid-name = Déjà payé
template-paid = Tu as payé parce qu’ils t’ont fait peur. Cela arrive à beaucoup de monde. Tu peux arrêter maintenant. Payer plus ne les arrête pas. Garde le reçu ou le numéro. Si tu veux, dis-nous comment tu as payé. La banque ou le magasin peut parfois aider.
template-keep-name = Garder les messages
template-keep = Garde les messages, s’il te plaît. Ils aident à trouver qui fait ça. Tu peux prendre des photos de la discussion : le nom, le lien, la date. Laisse de côté les images de toi. Ensuite, tu peux les bloquer.
near-template-keep = Peux-tu garder les messages sans danger ? Sinon, tu n’as pas besoin de le faire. Tu peux nous dire ici ce qui était écrit. Laisse de côté les images de toi.
template-shared-name = C’est partagé
template-shared = Ça fait mal que quelqu’un l’ait vue. On peut encore agir. On peut demander aux services de bloquer l’image. Pour cela, personne n’a besoin de la regarder. Dis-nous où elle était. Ne nous l’envoie pas, s’il te plaît.
template-tell-name = En parler à un adulte
template-tell = Y a-t-il un adulte en qui tu as confiance ? Tu n’as pas besoin de tout dire. Tu peux montrer une phrase : « Quelqu’un me menace en ligne et j’ai besoin d’aide. » Si tu veux, nous cherchons les mots ensemble.
near-template-tell = Y a-t-il une personne avec qui tu es en sécurité ? Tu n’as pas besoin de tout dire. Une phrase suffit : « Quelqu’un me menace et j’ai besoin d’aide. » Si tu veux, nous cherchons les mots ensemble.
template-accounts-name = Comptes
template-accounts = Une chose aide beaucoup. Cache ta liste d’amis. Alors ils voient moins de gens à qui écrire. Ensuite, mets ton compte en privé. Puis choisis un nouveau mot de passe. Une étape à la fois, c’est assez.
template-wait-name = Il nous faut du temps
template-wait = Nous avons lu ton message. Il nous faut un peu de temps pour bien répondre. Nous t’écrivons ici de nouveau le … Si cela devient urgent, ne nous attends pas. Appelle une personne sous « Parler à quelqu’un ».
template-handover-name = Une autre personne continue
template-handover = À partir de maintenant, une autre personne de notre équipe t’écrit. Elle a lu ce que tu nous as raconté. Tu n’as pas besoin de le raconter encore. Tu peux lui poser toutes tes questions.
template-closing-name = Fin
template-closing = Cela semble plus calme maintenant. Nous nous arrêtons ici pour le moment. Ton code marche encore. Si cela recommence, ou si tu veux juste parler, écris ici. Tu as fait beaucoup. Ce n’était pas ta faute, à aucun moment.

# What a machine reads in pasted words
case-machine = Ce qu’une machine y lit
case-machine-about = Une machine a marqué ce qu’elle connaît d’autres menaces. Elle ne décide rien et peut se tromper. Les mots de la personne elle-même ne sont pas lus ainsi.
case-machine-rules = Règles :
element-threat-distribution = Menace de montrer
element-demand-money = Demande d’argent
element-demand-content = Demande d’images ou d’un appel
element-demand-act = Exige un acte
element-deadline = Fixe un délai
element-audience = Qui le verrait
element-possession-claim = Dit l’avoir
element-leverage-info = Connaît sa vie
element-payment-rail = Moyen de paiement
element-isolation = N’en parler à personne, ne pas bloquer
element-distribution-started = Cela a commencé
element-platform-move = Continuer ailleurs
element-image-request = Demande une image
element-fabricated-image = Image fabriquée
element-escalation-repeat = Redemande

# « Cette lecture est fausse », et les exemples qui en viennent
case-misread = Cette lecture est fausse
case-misread-about = Dites ce que la machine aurait dû lire. Cela reste dans ce dossier, scellé, pour qui corrige les règles.
case-misread-wrote = Qui a écrit ces mots ?
wrote-offender = Quelqu’un qui menace ou exige
wrote-victim = La personne à qui cela arrive
wrote-bystander = Quelqu’un qui est au courant
wrote-educator = Quelqu’un qui enseigne, prévient ou informe
wrote-none = Rien de tout cela
case-misread-why = Pourquoi la machine se trompe-t-elle ?
whywrong-quotes = Le texte répète ce qu’une autre personne a écrit
whywrong-joke = Un jeu entre amis
whywrong-help = Le texte demande de l’aide ou prévient
whywrong-missed = Une menace ou une exigence n’a pas été vue
whywrong-part = Une partie est prise pour autre chose
whywrong-language = Une langue ou un mot qu’elle ne connaît pas
whywrong-other = Autre chose
case-misread-rewrite = Un exemple en d’autres mots (peut rester vide)
case-misread-warning = Aucun nom, aucun mot exact.
case-misread-rewrite-hint = Réécrivez-le dans la langue du texte, pour que personne ne puisse s’y reconnaître. Ce que vous écrivez ici sort de ce dossier, sans son numéro, et reste quand le dossier est effacé. Au plus { $max } caractères.
case-misread-saved = Enregistré. Rien n’est sorti de ce dossier.
case-misread-released = Enregistré. L’exemple en d’autres mots est sorti du dossier.
case-misread-by = Lecture marquée comme fausse par { $name }, { $time } : { $wrote }. { $why }.
case-misread-was-released = Un exemple en d’autres mots est sorti du dossier.
case-misread-names = Pas sorti du dossier : il contient un nom, un compte, un numéro ou un lien.
case-misread-words = Pas sorti du dossier : il contient des mots exacts de ce dossier. Dites-le en d’autres mots.
case-misread-full = Pas sorti du dossier : il n’y a plus de place. Il faut d’abord retirer d’anciens exemples.
case-name-marked-visitor = Marqué par la personne elle-même, { $time }
did-thread-named = a dit à qui sont des noms
did-reading-marked = a marqué une lecture de la machine comme fausse
examples-title = Exemples pour les règles
examples-about = Des membres les ont écrits en d’autres mots là où la machine se trompait. Aucun numéro de dossier ne figure ici. Lisez chacun avant qu’il serve : si l’on peut y reconnaître quelqu’un, retirez-le.
examples-none = Rien n’est sorti des dossiers.
examples-by = { $wrote }. { $why }. { $lang }, { $date }, règles { $rules }
examples-file = Tous dans un fichier
examples-take-out = Retirer
examples-taken-out = L’exemple a été retiré.
