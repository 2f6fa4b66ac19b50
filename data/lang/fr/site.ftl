### reviewed = false

# Textes du site d’aide. Les lecteurs ont de 9 à 17 ans, ils ont peur et lisent sur un petit téléphone.
# Phrases courtes, mots de tous les jours, présent. Aucun reproche, aucun point d’exclamation, aucune promesse intenable.
# On traduit le sens, pas les mots. Pour chaque langue, un spécialiste de la protection de l’enfance valide les textes.

## Sur chaque page
common-title = Aide
common-skip = Aller au texte
common-leave = Quitter cette page
common-demo = Démonstration : en vrai, personne ne lit ce qui est écrit ici.
common-languages = Langues
common-help = L’aide sur chaque page
common-talk = Parler à quelqu’un
common-now = Que faire maintenant
common-tell = Nous raconter ce qui s’est passé
common-back = J’ai un code
common-go-back = Retour
common-external = Ce lien ouvre un autre site.
common-leave-two = Maj, appuie encore 2 fois pour quitter.
common-leave-one = Maj, appuie encore 1 fois pour quitter.
common-leave-stay = Tu es toujours sur cette page.
common-lost = Cela n’est pas passé. Rien n’est perdu ici. Vérifie ta connexion et appuie encore une fois.
common-leaving = Comment quitter cette page
common-copy = Copier
common-copied = Copié

## Première page (/)
home-title = Tu n’as rien fait de mal.
home-first = Quelqu’un menace de montrer des photos privées de toi, ou tes secrets ? Ce que fait cette personne est interdit par la loi. Ce n’est pas ta faute. Il y a des choses qui aident.
home-safe-title = Es-tu en sécurité en ce moment ?
home-safe = Tu penses à te faire du mal ? Quelqu’un vient là où tu es ?
home-safe-link = Trouver une personne à qui parler maintenant
home-doors = Que veux-tu faire ?
home-now = Que faire maintenant
home-now-about = Une petite étape à la fois.
home-talk = Parler à quelqu’un
home-talk-about = Par téléphone, tchat ou SMS, dans ton pays.
home-tell = Nous raconter ce qui s’est passé
home-tell-about = Pas besoin de donner ton nom. C’est une personne qui te lit.
home-tell-closed = Nous ne pouvons pas lire de messages en ce moment. Nous te montrons qui peut le faire.
home-back = J’ai un code
home-back-about = Lis la réponse, écris encore, ou retire ce que tu as dit.
home-true = Ici, pas besoin de photo, de nom ni de compte.

## Que faire maintenant (/now)
now-title = Que faire maintenant
history-title = Enlever cette page de ton historique
history-first = « Quitter cette page » n’efface pas ton historique. Ton téléphone peut encore montrer cette visite.
history-1 = Ouvre le menu de ton navigateur.
history-2 = Ouvre « Historique ».
history-3 = Cherche les lignes qui s’appellent « Aide ».
history-4 = Garde le doigt sur chaque ligne, ou touche le signe à côté. Choisis « Supprimer » ou « Effacer ».
history-whole = Enlève seulement ces lignes. Un historique vide peut sembler bizarre à quelqu’un qui regarde ton téléphone.
history-private = La prochaine fois, tu peux ouvrir une fenêtre privée. Elle ne garde pas d’historique sur ce téléphone.

## Parler à quelqu’un (/talk)
talk-title = Parler à quelqu’un
talk-danger-title = Es-tu en danger en ce moment ?
talk-danger = Si tu es en danger maintenant, appelle le numéro d’urgence de ton pays. Ou va vers l’adulte, l’hôpital ou le poste de police le plus proche.
talk-emergency = Numéro d’urgence
talk-country = Dans quel pays es-tu ?
talk-country-hint = Cela nous sert seulement à te montrer les bonnes personnes. Nous ne le gardons pas.
talk-country-choose = Choisis un pays
talk-country-none = Je préfère ne pas le dire
talk-country-button = Montrer à qui je peux parler
talk-country-error = Choisis un pays dans la liste, ou « Je préfère ne pas le dire ».
talk-found = Les personnes à qui tu peux parler
talk-found-in = Dans ce pays : { $country }
talk-call = Appeler
talk-text = SMS
talk-chat = Tchat
talk-web = Site
talk-hours = Horaires
talk-languages = Langues
talk-free = Appel gratuit
talk-checked = Nous l’avons vérifié le { $date }.
talk-next = Si personne ne répond, essaie le suivant :
talk-next-last = Si personne ne répond, essaie une de ces listes
talk-none = Pour ton pays, nous n’avons pas de numéro dont nous sommes sûrs.
talk-none-asked = Nous ne connaissons pas ton pays, alors nous ne montrons pas de numéro. Les listes plus bas peuvent aider.
talk-networks = Des listes de lignes d’écoute dans beaucoup de pays
talk-networks-about = Ces listes sont faites par d’autres. Nous n’avons pas vérifié chaque numéro.
talk-network-child = Lignes d’écoute pour les enfants et les jeunes
talk-network-crisis = Lignes d’écoute si tu penses à te faire du mal
talk-network-hotline = Sites où tu peux signaler des photos
talk-expect = Ce qui se passe quand tu appelles ou écris
talk-expect-2 = Tu peux dire : « Quelqu’un me menace sur Internet. » C’est assez pour commencer.
talk-expect-3 = Tu peux d’abord demander : « Est-ce que je dois donner mon nom ? À qui allez-vous le dire ? »
talk-expect-4 = Tu peux dire : « Je ne veux pas répondre à ça. » Tu peux arrêter quand tu veux.
talk-after = Tu peux aussi nous écrire
talk-change = Choisir un autre pays

## Nous raconter ce qui s’est passé (/tell)
tell-title = Raconte-nous ce qui s’est passé
tell-first = Pas besoin de donner ton nom. C’est une personne qui lit ce que tu écris. Tu peux passer toutes les questions.
tell-picture = Ne nous envoie pas la photo. Nous n’en avons jamais besoin.
tell-time = Ça prend environ trois minutes. Tu peux arrêter quand tu veux.
tell-secret-title = Ce que nous gardons secret
tell-secret = Ce que tu écris est fermé à clé avant d’être gardé. Seule notre équipe peut le lire, ou une personne qui a ton code. Avec ton code, tu peux le retirer. Ce que nous avons déjà transmis, nous ne pouvons pas le reprendre.
tell-errors-title = Il y a quelque chose à revoir
tell-errors-kept = Ce que tu as écrit est encore là. Rien n’est perdu.
tell-error-empty = Il n’y a encore rien à envoyer. Choisis une réponse, ou écris une ligne.
tell-error-long = C’est trop long pour nous. Il y a de la place pour { $max } lettres.
tell-danger = Es-tu en sécurité en ce moment ?
tell-danger-hint = Si tu écris pour quelqu’un d’autre, réponds pour cette personne.
tell-danger-self = Non. Je pense à me faire du mal
tell-danger-near = Non. Quelqu’un est près de moi ou va venir
tell-danger-no = Oui. Je suis en sécurité en ce moment
tell-danger-skip = Je préfère ne pas le dire
tell-who = De qui s’agit-il ?
tell-who-me = De moi
tell-who-child = De mon enfant
tell-who-friend = D’un ami ou d’une amie
tell-who-pupil = D’un ou d’une élève, ou d’un jeune que j’accompagne
tell-who-other = De quelqu’un d’autre
tell-age = Quel âge a la personne à qui cela arrive ?
tell-age-hint = L’âge de la personne qui reçoit les menaces.
tell-age-u13 = Moins de 13 ans
tell-age-a13 = 13 à 15 ans
tell-age-a16 = 16 ou 17 ans
tell-age-a18 = 18 ans ou plus
tell-age-skip = Je préfère ne pas le dire
tell-threat = Qu’est-ce qu’on menace de montrer ?
tell-many-hint = Choisis tout ce qui est vrai.
tell-threat-pictures = Des photos ou des vidéos
tell-threat-information = Un secret, ou quelque chose sur moi
tell-want = Que veut la personne qui menace ?
tell-want-money = De l’argent ou des cartes cadeaux
tell-want-more = D’autres photos ou vidéos
tell-want-act = Que je fasse quelque chose, ou que je vienne la voir
tell-want-harm = Surtout me faire du mal
tell-want-unknown = Je ne sais pas
tell-by = Est-ce qu’il y a une limite de temps ?
tell-by-hour = Dans une heure ou deux
tell-by-today = Aujourd’hui
tell-by-tomorrow = Demain
tell-by-later = Plus tard
tell-by-none = Non, ou je ne sais pas
tell-happened = Que s’est-il passé jusqu’ici ?
tell-happened-hint = Choisis tout ce qui est vrai. Ici, aucune réponse n’est mauvaise.
tell-happened-paid = J’ai payé quelque chose
tell-happened-sent = J’ai encore envoyé quelque chose
tell-happened-shared = La photo ou le secret a été montré à quelqu’un
tell-happened-deleted = J’ai effacé la conversation, ou une partie
tell-happened-blocked = J’ai bloqué la personne qui menace
tell-happened-again = Cette personne est revenue et en veut plus
tell-happened-fake = La photo est fabriquée. Ce n’est pas une vraie photo
tell-happened-nothing = Rien de tout cela
tell-places = Où est-ce que ça s’est passé ?
tell-places-hint = Écris l’appli ou le site, et le nom utilisé là-bas. Dis-nous à qui est ce nom. Cela nous aide à ne pas te confondre avec la personne qui menace.
tell-row = Endroit { $number }
tell-more-places = Ajouter un autre endroit
tell-place = Appli ou site
tell-name = Nom, lien ou numéro utilisé là-bas
tell-side = À qui est ce nom ?
tell-side-them = À la personne qui me menace
tell-side-me = À moi
tell-side-other = À quelqu’un d’autre
tell-side-unknown = Je ne sais pas
tell-pasted = Colle les messages ici si tu peux
tell-pasted-hint = Tu peux coller seulement les mots. Pas besoin de photos.
tell-words = Raconte avec tes mots
tell-words-hint = Qu’a fait la personne qui menace ? Quelques mots suffisent. Tu peux écrire dans la langue que tu veux.
tell-answer = Quand peux-tu regarder sans danger ?
tell-answer-hint = Tu lis notre réponse ici, avec ton code. Dis-nous un bon moment. Si un autre moyen est plus sûr pour toi, écris-le ici.
tell-send = Envoyer
tell-send-hint = Après, tu reçois un code. Avec ce code, tu peux revenir.

## Après l’envoi (/tell/done)
done-title = Nous avons ton message. Une personne va le lire.
done-elsewhere-title = Nous avons ton message.
done-elsewhere = Ton nouveau code ouvre ta page.
done-again-title = Tu as déjà envoyé ce message. C’est le même code.
done-added-title = Nous avons ajouté ce texte à ton premier message.
done-added = C’est le même code qu’avant.
done-danger-title = Parle d’abord à une personne
done-danger = Tu nous as dit que tu n’es pas en sécurité, ou que ça fait très mal. Tu n’as pas besoin de nous attendre.
done-danger-after = Ton code est plus bas. Laisse cette page ouverte pendant que tu appelles.
done-code = Avec ces six mots, tu peux revenir
done-digits = Le même code en chiffres
done-keep-title = Garde ton code
done-keep-1 = Note les mots, dans cet ordre. Ou note les chiffres. Un seul des deux suffit.
done-keep-2 = Garde-le là où la personne qui te menace ne regarde pas. Une personne de confiance peut le garder pour toi.
done-keep-3 = Nous ne pouvons pas te le renvoyer. Seul ce code ouvre ta page.
done-lost = Si tu le perds, tu peux nous écrire à nouveau. Ce n’est pas ta faute.
done-print = Tu peux imprimer cette page. Seule une petite carte avec le code est imprimée.
done-card = Mon code
done-next = En attendant
done-now = Que faire maintenant
done-back = Ouvrir ma page avec le code

## Revenir (/back)
back-title = J’ai un code
back-first = Écris tes six mots. Ou écris les chiffres. Les espaces et les majuscules ne changent rien. L’ordre est important.
back-code = Ton code
back-code-hint = Six mots ou 18 chiffres. Tu peux les coller.
back-open = Ouvrir ma page
back-lost-title = Tu as perdu ton code ?
back-lost = Nous ne pouvons pas te le renvoyer. Tu peux nous écrire encore une fois. Une personne essaie alors de faire le lien avec ton premier message.
back-error-title = Ce code n’a pas ouvert de page
back-error-empty = Écris ici tes six mots ou tes chiffres.
back-error-word = Nous ne connaissons pas le mot « { $word } ». Vérifie comment il s’écrit.
back-error-short = { $count ->
    [one] Il y a { $count } mot ici. Un code a six mots, ou 18 chiffres.
   *[other] Il y a { $count } mots ici. Un code a six mots, ou 18 chiffres.
}
back-error-digits = Un code a 18 chiffres, ou six mots. Regarde s’il en manque un.
back-error-wrong = Aucun message ne s’ouvre avec ce code. Vérifie chaque mot, et l’ordre des mots.
back-error-many = Attends quelques minutes, puis essaie encore. Ton code marche toujours.
back-error-expired = Cette page est restée ouverte longtemps. Elle s’est fermée pour te protéger. Écris encore ton code.
thread-title = Ta page
thread-unread = Personne n’a encore lu ton message. S’il te plaît, appelle maintenant un de ces numéros.
thread-unread-none = Personne n’a encore lu ton message. S’il te plaît, ne nous attends pas. Cherche quelqu’un qui peut t’aider maintenant.
thread-wait = Nous avons ce que tu as écrit. Il n’y a pas encore de réponse.
thread-new = Nouvelle réponse
thread-answers = Nos réponses
thread-from-us = Notre message du { $date }
thread-from-you = Tu as écrit le { $date }
thread-from-you-pasted = Messages que tu as collés le { $date }
thread-from-you-answers = Tes réponses du { $date }
thread-yours = Ce que tu nous as envoyé
thread-yours-open = Montrer ce que j’ai envoyé
thread-write = Écris-nous
thread-write-hint = Tu n’as pas besoin de tout redire. Écris seulement ce qui est nouveau. Ne nous envoie pas la photo.
thread-send = Envoyer
thread-sent = Nous avons ton message. Nous l’avons ajouté à ta page.
thread-error-empty = Écris d’abord quelque chose, puis appuie sur « Envoyer ».
thread-closed = Tu nous as demandé de ne pas t’écrire. Nous n’écrivons plus ici. Si tu nous écris de nouveau, nous pouvons de nouveau te répondre.
thread-closed-desk = Nous avons fermé cette page. Tu peux encore la lire, et tu peux nous écrire à nouveau.
thread-more = Ce que tu peux faire d’autre
thread-newcode = Quelqu’un d’autre a mon code
thread-newcode-about = Reçois un nouveau code. L’ancien ne marche plus.
thread-close = Ne m’écrivez plus
thread-close-about = Si tu appuies ici, nous arrêtons de t’écrire. Ce que tu nous as dit reste chez nous.
thread-erase = Retirer ce que je vous ai dit
thread-erase-about = Si tu appuies ici, personne ne peut plus le lire avec le code. Nous te demandons encore une fois avant.
thread-danger = Es-tu en sécurité en ce moment ?
thread-danger-link = Trouver une personne à qui parler maintenant
newcode-title = Recevoir un nouveau code ?
newcode-text = Tu reçois six nouveaux mots. À partir de là, l’ancien code n’ouvre plus rien.
newcode-safe = Fais-le quand personne ne regarde ton écran.
newcode-yes = Je veux un nouveau code
newcode-done-title = Voici ton nouveau code
newcode-done = L’ancien code ne marche plus.
newcode-open = Retour à ma page
close-title = Tu veux que nous arrêtions de t’écrire ?
close-text = Si tu appuies sur « Ne m’écrivez plus », nous arrêtons de t’écrire. Ce que tu nous as dit reste chez nous. Tu peux encore le lire ici.
close-yes = Ne m’écrivez plus
close-no = Non, vous pouvez m’écrire
close-done-title = Nous arrêtons de t’écrire.
close-done = Tu peux encore nous écrire. Alors nous pouvons de nouveau te répondre. Ton code marche toujours.
erase-title = Retirer ce que tu nous as dit ?
erase-text-1 = Si tu appuies sur « Tout retirer », à partir de ce moment personne ne peut plus le lire avec le code.
erase-text-2 = Après 7 jours, le { $date }, nous détruisons les clés qui l’ouvrent. Jusque-là, tu peux changer d’avis.
erase-text-3 = Les copies de secours disparaissent au plus tard le { $date }.
erase-text-4 = Si nous avons déjà transmis quelque chose, nous ne pouvons pas le reprendre d’ici.
erase-asked = Est-ce que quelqu’un te dit de faire ça ? Tu peux lui dire non. Tu peux aussi nous le dire, ou parler d’abord à quelqu’un.
erase-hold = Nous devons en garder une partie jusqu’au { $date }. Jusque-là, personne ne travaille avec.
erase-yes = Tout retirer
erase-no = Non, tout garder
erase-done-title = C’est fermé maintenant.
erase-done-1 = Personne ne peut le lire avec le code.
erase-done-2 = Nous détruisons les clés le { $date }. Les copies de secours disparaissent au plus tard le { $backup }.
erase-done-3 = Tu as changé d’avis ? Tu peux tout arrêter jusqu’au { $date }. Garde ton code jusque-là.
erase-cancel = Arrêter, et garder ce que j’ai écrit
erase-cancelled-title = Nous gardons ce que tu as écrit.
erase-cancelled = Ta page est ouverte à nouveau. Ton code marche toujours.
erase-gone = Ce que tu nous as dit a été retiré. Il n’y a plus rien ici.

## Partir (/leave)
leave-title = Fermé
leave-text = Cette page est fermée.

## Comment quitter (/leaving)
leaving-title = Comment quitter cette page
leaving-first = Touche « Quitter cette page ». Un autre site s’ouvre tout de suite. Il n’a rien à voir avec nous.
leaving-back = Quelqu’un touche « Retour » après ? Ce que tu as écrit ne s’affiche pas.
leaving-shift = Sur un ordinateur, tu peux aussi appuyer trois fois sur la touche Maj.
leaving-close = Tu peux aussi fermer la fenêtre, ou éteindre l’écran. C’est toujours possible.
leaving-watch-title = Quelqu’un regarde ton téléphone ?
leaving-watch = Il existe des applis pour voir ce que fait un autre téléphone. Quitter la page n’arrête pas cela. Prends un autre téléphone si tu peux. Demande à l’école, ou à un ami ou une amie.
leaving-next = Où veux-tu aller maintenant ?

## Beaucoup de monde en même temps (503)
busy-title = Beaucoup de gens écrivent en ce moment.
busy-text = Tes mots sont encore là. Appuie encore une fois sur le bouton.
busy-nothing-lost = Rien n’est perdu. Attends un peu avant d’appuyer.
busy-again = Essayer encore
busy-talk = Ou parler à quelqu’un maintenant

## Quand quelque chose ne marche pas
error-notfound-title = Il n’y a pas de page ici.
error-notfound-text = L’adresse est peut-être ancienne, ou une lettre est fausse. Ce n’est pas ta faute.
error-broken-title = Quelque chose ne marche pas chez nous.
error-broken-text = Ce n’est pas à cause de toi. Ce que tu nous avais déjà envoyé n’est pas perdu. Attends un peu et essaie encore.
error-broken-sent = Tu viens d’appuyer sur « Envoyer » ? Si tu as reçu un code, nous avons ton message. Sinon, envoie-le encore une fois.
error-method-title = Cette page s’ouvre autrement.
error-method-text = Commence par la page d’accueil. Ce n’est pas ta faute.
error-large-title = C’est trop pour un seul message.
error-large-text = Envoie seulement les mots, et seulement une partie. Tu peux ajouter la suite plus tard avec ton code.
error-doors = Ces pages marchent
error-home = Accueil

## Quand les messages ne peuvent pas encore être lus
closed-title = Nous ne pouvons pas lire de messages en ce moment. D’autres personnes peuvent t’écouter.
closed-text = Aujourd’hui, personne ici ne peut lire ce que tu écris. Alors nous ne te demandons pas de l’écrire.
closed-kept = Nous ne l’avons pas gardé. Tu peux le copier, si c’est sans danger pour toi.
closed-pasted = Messages que tu as collés
closed-back = Tu as un code ? Ta page s’ouvre toujours.
closed-talk = Parler à quelqu’un
closed-now = Que faire maintenant

## La démonstration : portes inventées, à ne jamais prendre pour vraies
demo-door-crisis = Ligne de crise inventée (démonstration)
demo-door-child = Ligne d’écoute pour les jeunes inventée (démonstration)
demo-door-police = Bureau de police inventé (démonstration)
demo-door-chat = Aussi par tchat (inventé)
demo-door-hours = Toujours ouvert (inventé)

## Dates
date-words = { $day } { $month } { $year }
date-first = 1er { $month } { $year }
date-minute = { $date }, { $time } UTC
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
