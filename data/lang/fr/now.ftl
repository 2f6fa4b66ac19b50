### reviewed = false
# Que faire maintenant, les cartes pour après, et « Es-tu en sécurité en ce moment ? ».
# Un écran, c’est une chose à faire : le titre, puis quatre phrases courtes au plus. `do-NOM` est le titre, `do-NOM-1` à `-3`
# ce qui vient dessous, `-say` une phrase à dire, `-if` et `-then` pour les cas différents.
# Un texte `near-ID` remplace `ID` pour un lecteur menacé par quelqu’un de sa famille, qui s’occupe de lui, ou un prof.
# On n’y parle jamais de parents, d’école, de profs, ni d’un téléphone ou ordinateur que quelqu’un garde ou regarde.
# Les pages pour les parents et pour l’école disent « vous ».

## Les questions (/now)
now-who = De qui s’agit-il ?
now-who-hint = Choisis ce qui va le mieux. Tu peux revenir et choisir autre chose.
now-who-me = De moi
now-what = Qu’est-ce qui se passe ?
now-what-hint = Choisis ce qui va le mieux. Plusieurs choses sont vraies ? Commence par celle qui t’inquiète le plus.
now-what-done = C’est déjà arrivé ?
now-what-by = Tu sais qui c’est ?
now-go-a = On menace de montrer une photo ou une vidéo de moi
now-go-b = J’ai déjà payé
now-go-c = J’ai déjà envoyé autre chose
now-go-d = J’ai effacé les messages, ou tout
now-go-e = On a fabriqué une fausse photo de moi
now-go-f = On menace de dire un secret. Il n’y a pas de photo
now-go-g = C’est quelqu’un que je connais
now-go-h = C’est quelqu’un de ma famille, qui s’occupe de moi, ou un prof
near-now-go-h = C’est quelqu’un de proche
now-go-i = C’est un autre jeune
now-go-j = Ça a déjà été partagé
now-go-k = D’un ami ou d’une amie
now-go-l = De mon enfant. Je suis un parent, ou je m’occupe de cet enfant
now-go-m = D’un ou d’une élève. Je travaille dans une école
now-go-n = De moi, et j’ai 18 ans ou plus

## Sur chaque écran
now-step = Étape { $number } sur { $count }
now-next-step = Étape suivante
now-whole-link = Toutes les étapes sur une page
now-whole-first = Voici toutes les étapes. Une à la fois, c’est assez. Cette page peut être imprimée.
now-whole-back = Une étape à la fois
now-doors = À tout moment, c’est aussi possible
now-say = Ça peut se dire comme ça
now-safe-link = De l’aide s’il y a un danger maintenant
now-talk-link = Trouver quelqu’un à qui parler
now-services = Ces services peuvent aider à bloquer une photo sur beaucoup d’applis. Ils ne peuvent pas agir sur toutes les applis.
now-zz-take-it-down = Pour les photos d’une personne de moins de 18 ans. Dans tous les pays, sans nom. La photo n’est pas envoyée. Personne ne la regarde.
now-zz-stopncii = Pour les photos d’une personne de 18 ans ou plus. La photo n’est pas envoyée. Personne ne la regarde.
now-gb-report-remove = Pour les moins de 18 ans au Royaume-Uni. Des personnes formées vérifient la photo.
now-end-later = Ce qui aide les premières 24 heures
now-end-talk = Trouver quelqu’un à qui parler

## Étapes pour tout le monde
do-start = Tu n’as rien fait de mal.
do-start-1 = Ce n’est pas ta faute. C’est la personne qui te menace qui fait quelque chose de mal.
do-start-2 = C’est vrai même si tu as envoyé une photo ou un secret. Respire lentement une fois, puis continue.
do-safe = Regarde si tu es en sécurité.
do-safe-1 = Tu penses à te faire du mal ? Quelqu’un vient là où tu es ?
do-safe-2 = Alors parle d’abord à une personne. Les autres étapes peuvent attendre.
do-stop = Arrête de répondre.
do-stop-1 = N’envoie plus rien. Pas de photo, pas d’argent, pas de carte cadeau, pas de code.
do-stop-2 = Souvent, ces personnes font un compte à rebours et disent des choses dures. Elles envoient les mêmes mots à beaucoup de gens.
do-stop-if = Tu as peur d’arrêter ?
do-stop-then = Tu n’as rien à leur expliquer. Une ligne d’écoute peut y réfléchir avec toi.
do-keep = Garde les messages.
do-keep-1 = N’efface pas la conversation. Garde les menaces, les noms et le lien du profil.
do-keep-2 = Garde aussi la façon dont on te demande de payer.
do-keep-3 = Si ça fait trop mal de les voir, passe cette étape.
do-keep-if = La photo privée est encore sur ton téléphone ?
do-keep-then = Laisse-la où elle est pour l’instant. Ne la copie pas, ne l’envoie pas. Ne fais pas de capture d’écran de cette photo.
do-block = Signale et bloque le compte.
do-block-1 = Garde d’abord les messages. Ensuite, signale le compte dans l’appli, puis bloque-le.
do-block-2 = Si on t’écrit depuis un nouveau compte, bloque-le aussi.
do-block-if = Ça fait trop mal de voir les messages ?
do-block-then = Alors bloque le compte tout de suite. L’appli ou la police peuvent parfois retrouver les messages.
do-trust = Parles-en à une personne de confiance.
do-trust-1 = Un parent, un prof, un ami, ou quelqu’un d’une ligne d’écoute.
do-trust-2 = Tu n’as pas besoin de tout raconter. Tu n’as pas besoin de montrer la photo.
do-trust-say = « Il se passe quelque chose, et j’ai besoin d’aide. Je ne sais pas à qui en parler. Si je te le dis, tu peux m’aider à trouver quoi faire ? »
do-choose = Choisis qui t’aide face à ces menaces.
do-choose-1 = Une ligne d’écoute pour les jeunes t’écoute. Elle peut t’aider à décider si tu en parles à la police.
do-choose-2 = La police peut chercher la personne qui te menace.
do-choose-3 = Tu peux choisir l’une, les deux, ou aucune aujourd’hui.
do-picture = Rends la photo plus difficile à partager.
do-picture-1 = Des services peuvent aider à bloquer une photo sur beaucoup d’applis. Ici, tu vois ce que fait chacun.
do-picture-2 = Il faut avoir la photo. Si tu ne l’as pas, signale le compte ou le lien dans l’appli.
do-accounts = Cache ta liste d’amis.
do-accounts-1 = Fais-le dans chaque appli où l’on peut voir tes amis ou tes abonnés.
do-accounts-2 = Ensuite, mets tes comptes en privé, ou désactive-les pour un temps. Ne les supprime pas.
do-accounts-3 = Choisis un nouveau mot de passe, d’abord pour ta boîte mail.
do-accounts-if = Quelqu’un te demande de l’argent pour récupérer ta photo ?
do-accounts-then = C’est encore une ruse. Ne paie pas.
do-return = Reviens quand tu veux.
do-return-1 = C’est normal de se sentir mal après ça. L’aide reste là, la semaine prochaine et plus tard aussi.
do-return-2 = Tu nous as écrit ? Reviens avec ton code et lis la réponse.

## Déjà payé, envoyé autre chose, effacé
do-paid = Tu as payé. Tu n’as rien gâché.
do-paid-1 = On t’a mis la pression. C’est la personne qui te menace qui a fait ça.
do-paid-2 = Beaucoup de gens paient parce qu’ils ont peur. Tu peux arrêter maintenant.
do-nomore = Ne paie plus.
do-nomore-1 = Après un paiement, on te demande souvent encore plus. Tu ne dois rien à cette personne.
do-nomore-2 = Arrête de répondre. N’envoie plus d’argent, de carte cadeau, de code ni de photo.
do-bank = Demande de l’aide à la banque ou à l’appli.
do-bank-1 = Tu peux dire : « On m’a fait du chantage, et j’ai payé. » On peut parfois t’aider. Nous ne savons pas si ça marche.
do-bank-2 = Garde la carte cadeau, le reçu et le numéro du compte.
do-bank-if = C’était l’argent de quelqu’un d’autre ?
do-bank-then = Ça peut être dur à dire. Une ligne d’écoute peut t’aider à trouver les mots.
do-sent = Tu as envoyé autre chose. Tu n’as rien gâché.
do-sent-1 = On t’a fait peur pour que tu le fasses. Ce n’est pas ta faute.
do-sent-2 = Tu peux arrêter maintenant, même au milieu. La suite aide quand même.
do-deleted = Tu as effacé. Ce n’est pas grave.
do-deleted-1 = Tu voulais que ça s’arrête. C’est normal.
do-deleted-2 = Tu n’as rien gâché. L’appli ou la police peuvent parfois retrouver les messages.
do-remember = Note ce dont tu te souviens.
do-remember-1 = C’était sur quelle appli ? Sous quel nom ?
do-remember-2 = Que voulait cette personne, et jusqu’à quand ?
do-remember-3 = Quelques mots sur un papier suffisent.
do-gone = Il y a encore de l’aide pour la photo.
do-gone-1 = Ces services ont besoin de la photo. Si tu ne l’as pas, ils ne peuvent pas commencer.
do-gone-2 = Tu peux quand même signaler le compte ou le lien dans l’appli.
do-gone-3 = Tu peux aussi nous dire où tu l’as vue.

## Une fausse photo
do-fake = On a fabriqué une fausse photo. Tu n’as rien fait de mal.
do-fake-1 = Fabriquer une photo comme ça, c’est mal, même avec un ordinateur.
do-fake-2 = Tu n’as pas à prouver qu’elle est fausse. Tu peux avoir la même aide.
do-fake-trust = Parle de la fausse photo à une personne.
do-fake-trust-1 = Un parent, un prof, un ami, ou quelqu’un d’une ligne d’écoute.
do-fake-trust-2 = Tu n’as pas besoin de la montrer.
do-fake-trust-say = « Quelqu’un a fabriqué une fausse photo de moi et me menace avec. Ce n’est pas une vraie photo. Tu peux m’aider ? »
do-fake-picture = Rends la fausse photo plus difficile à partager.
do-fake-picture-1 = Signale-la dans l’appli. Tu peux écrire : « Cette photo de moi est fausse. »
do-fake-picture-2 = Ces services peuvent parfois aider aussi pour une fausse photo. Ils disent eux-mêmes ce qu’ils acceptent.

## Un secret, pas de photo
do-secret = Ton secret est à toi.
do-secret-1 = Personne n’a le droit de s’en servir pour te forcer. Il n’y a rien de mal en toi.
do-secret-2 = C’est toi qui choisis qui le sait, et quand.
do-secret-keep = Garde les messages de cette personne.
do-secret-keep-1 = N’efface pas la conversation. Garde les menaces, les noms et le lien du profil.
do-secret-keep-2 = Si ça fait trop mal de les voir, passe cette étape.
do-secret-trust = Dis à une personne que l’on te menace.
do-secret-trust-1 = Tu n’as pas besoin de dire le secret.
do-secret-trust-2 = Un parent, un prof, un ami, ou quelqu’un d’une ligne d’écoute peut aider.
do-secret-trust-say = « Quelqu’un menace de dire quelque chose de privé sur moi. Je ne veux pas dire ce que c’est. Tu peux m’aider ? »

## Quelqu’un que je connais
do-known = C’est mal, même si tu connais cette personne.
do-known-1 = Peut-être que tu l’aimais bien, ou que tu lui faisais confiance. Ce n’est toujours pas ta faute.
do-known-2 = Personne n’a de droit sur des photos de toi.
do-meet = Ne va pas voir cette personne sans quelqu’un avec toi.
do-meet-1 = Même si elle promet de tout te rendre.
do-meet-2 = Tu la croises à l’école ou sur ton chemin ? Demande à quelqu’un de confiance de rester avec toi.
do-known-block = Choisis le moment pour bloquer.
do-known-block-1 = Garde d’abord les messages. Ensuite, tu peux signaler et bloquer le compte.
do-known-block-2 = Tu as peur de ce que la personne fera après ? Alors attends, et demande d’abord à une ligne d’écoute.

## Quelqu’un de proche : famille, adulte qui s’occupe de l’enfant, prof. Jamais un mot sur eux.
do-close = Ce n’est pas ta faute.
do-close-1 = C’est mal, quelle que soit la personne qui le fait. C’est mal aussi si tu l’aimes, ou si tu as besoin d’elle.
do-close-2 = Tu n’as rien fait de mal. Tu as le droit de demander de l’aide.
do-alone = Lis ces pages quand personne n’est à côté.
do-alone-1 = Le bouton en haut ouvre tout de suite un autre site.
do-alone-2 = Il n’efface pas ton historique. Tu peux en enlever ces pages.
do-calm = Fais ce qui te protège aujourd’hui.
do-calm-1 = Tu n’as pas besoin de dire non à voix haute. Tu n’as pas besoin de discuter.
do-calm-2 = Tu n’as pas besoin de dire à cette personne que tu cherches de l’aide.
do-outside = Parle à quelqu’un d’extérieur.
do-outside-1 = Une ligne d’écoute t’écoute, même quand c’est quelqu’un de proche. Tu peux demander à parler sans donner ton nom.
do-outside-2 = Tu peux d’abord demander : « À qui allez-vous le dire ? »
do-outside-say = « Quelqu’un de proche me menace. Je ne peux pas en parler avec les gens autour de moi. Vous pouvez m’aider ? »
do-write = Dis-nous quand tu peux lire sans danger.
do-write-1 = Tu peux nous écrire sans ton nom. Tu choisis ce que tu racontes.
do-write-2 = Notre réponse attend ici, derrière ton code. Dis-nous un bon moment pour regarder.

near-do-stop = N’envoie plus rien, si c’est sans danger pour toi.
near-do-stop-1 = Tu n’as pas besoin de dire non à voix haute. Tu peux attendre, ou dire que tu ne te sens pas bien.
near-do-stop-2 = Rien de ce que tu as fait ne donne à cette personne le droit d’avoir plus.
near-do-nomore = Ne paie plus, si c’est sans danger pour toi.
near-do-nomore-1 = Tu ne dois rien à cette personne.
near-do-nomore-2 = Tu n’as pas besoin de dire non à voix haute. Tu peux attendre, et demander à une ligne d’écoute.
near-do-keep = Garde les messages, si c’est sans danger pour toi.
near-do-keep-1 = Si c’est dangereux de les garder, laisse.
near-do-keep-2 = Tu peux plutôt retenir ce qui a été dit, et quand.
near-do-keep-if = Il y a une photo privée ?
near-do-keep-then = Ne la copie pas. Ne l’envoie à personne.
near-do-secret-keep = Garde ses messages, si c’est sans danger pour toi.
near-do-secret-keep-1 = Si c’est dangereux de les garder, laisse. Tu peux plutôt retenir ce qui a été dit.
near-do-adult-keep = Garde les messages, si c’est sans danger pour toi.
near-do-adult-keep-1 = Si c’est dangereux de les garder, laisse. Tu peux plutôt retenir ce qui a été dit.
near-do-remember-3 = Tu peux aussi l’écrire seulement à nous.
near-do-block = Bloque le compte seulement si c’est sans danger pour toi.
near-do-block-1 = Quelqu’un de proche peut le remarquer. Tu peux attendre pour cette étape.
near-do-block-2 = Une ligne d’écoute peut t’aider à choisir un bon moment.
near-do-trust = Parles-en à une personne qui est sûre pour toi.
near-do-trust-1 = Choisis quelqu’un qui n’est pas proche de la personne qui te menace.
near-do-trust-2 = Quelqu’un d’une ligne d’écoute, un médecin ou un ami peut être le premier. Tu n’as pas besoin de tout raconter.
near-do-fake-trust-1 = Choisis quelqu’un qui n’est pas proche de la personne qui te menace. Par exemple, quelqu’un d’une ligne d’écoute.
near-do-secret-trust-2 = Choisis quelqu’un qui n’est pas proche de cette personne. Par exemple, quelqu’un d’une ligne d’écoute.
near-do-adult-trust-1 = Choisis quelqu’un qui n’est pas proche de la personne qui te menace.
near-do-choose-1 = Une ligne d’écoute pour les jeunes t’écoute, même quand c’est quelqu’un de proche. Tu peux d’abord demander à qui elle le dira.
near-do-picture-2 = Il faut avoir la photo. Fais-le seulement si c’est sans danger pour toi.
near-do-accounts = Cache ta liste d’amis, si c’est sans danger pour toi.
near-do-accounts-1 = Quelqu’un de proche peut remarquer un changement : tu peux attendre pour cette étape.
near-do-accounts-3 = Ne change le mot de passe que si c’est sans danger aussi.

## Un autre jeune
do-young = C’est mal, même si c’est un autre jeune qui le fait.
do-young-1 = Tu n’en es pas la cause. Tu n’as pas à régler ça sans aide.
do-young-2 = Ne menace pas à ton tour. Ça peut rendre les choses plus dures pour toi.
do-young-trust = Parles-en à un adulte de confiance.
do-young-trust-1 = Un parent, un prof, ou quelqu’un à l’école qui aide les élèves.
do-young-trust-2 = Cette personne peut parler aux autres. Tu n’as pas à le faire.
do-young-trust-say = « Quelqu’un de mon âge me menace avec quelque chose de privé. J’ai besoin d’aide pour que ça s’arrête. »
do-young-choose = Demande ce qui peut se passer ensuite.
do-young-choose-1 = Tu as peut-être peur que quelqu’un ait des ennuis.
do-young-choose-2 = Une ligne d’écoute peut te dire ce qui peut se passer, avant que tu décides.
do-young-choose-3 = Tu peux choisir la police, l’école, les deux, ou rien aujourd’hui.

## C’est déjà partagé
do-shared = Ça a été partagé. Il y a des gens pour t’aider.
do-shared-1 = Ça fait mal, et ce n’est pas ta faute.
do-shared-2 = Souvent, des photos peuvent être retirées. Des personnes aident à le faire.
do-where = Note où ça se trouve.
do-where-1 = Note l’appli, le nom du compte, le lien et le jour.
do-where-2 = N’enregistre pas la photo. Ne l’envoie pas.
do-app = Signale-la dans chaque appli.
do-app-1 = Touche « Signaler » sur la photo ou le compte. Choisis la réponse qui parle de photos privées ou de nudité.
do-app-2 = Si tu as moins de 18 ans sur la photo, dis-le.
do-pass-on = Demande aux gens de ne pas la faire circuler.
do-pass-on-1 = Tu peux envoyer ces mots aux personnes qui l’ont reçue. Tu n’as pas à en dire plus.
do-pass-on-say = « Quelqu’un a partagé quelque chose de privé sur moi pour me faire du mal. S’il te plaît, ne l’ouvre pas, ne le garde pas, ne l’envoie pas. Signale-le, puis efface-le. »

## Un ami ou une amie
do-friend = Crois ton ami ou ton amie.
do-friend-1 = Tu aides déjà, parce que tu es là.
do-friend-2 = Écoute. Ne demande pas pourquoi c’est arrivé.
do-friend-say = « Je te crois. Ce n’est pas ta faute. Je suis là, quoi qu’il arrive. »
do-friend-safe = Demande s’il y a un danger.
do-friend-safe-1 = Tu peux demander : « Est-ce que tu penses à te faire du mal ? » La question ne donne pas l’idée.
do-friend-safe-2 = Si la réponse est oui, reste là. Cherche l’aide d’un adulte ou d’une ligne d’écoute maintenant. Fais-le même si tu as promis de ne rien dire.
do-friend-look = N’ouvre pas la photo et ne la partage pas.
do-friend-look-1 = On te l’a envoyée ? Ne l’ouvre pas, ne la garde pas, n’écris rien dessous.
do-friend-look-2 = Signale-la dans l’appli. Ensuite, efface-la.
do-friend-quiet = N’écris pas à la personne qui menace.
do-friend-quiet-1 = Ne la menace pas. Ne te fais pas passer pour ton ami ou ton amie.
do-friend-quiet-2 = Ça peut rendre les choses plus dures.
do-friend-stop = Aide à ne plus répondre.
do-friend-stop-1 = Plus rien n’est envoyé : pas de photo, pas d’argent, pas de code.
do-friend-stop-2 = Reste là pendant que les messages sont gardés. Après, le compte peut être bloqué.
do-friend-adult = Allez voir un adulte ensemble.
do-friend-adult-1 = Choisissez quelqu’un de confiance. Tu peux dire la première phrase.
do-friend-adult-2 = La menace vient de la famille ou de l’école ? Alors choisissez une ligne d’écoute.
do-friend-adult-say = « Mon ami ou mon amie a besoin d’aide pour quelque chose sur Internet. Ce n’est pas sa faute. On peut vous parler ? »
do-friend-call = Appelle toi-même une ligne d’écoute, ou écris-lui.
do-friend-call-1 = Souvent, les lignes d’écoute écoutent aussi les amis.
do-friend-call-2 = Tu n’as pas besoin de dire le nom de ton ami ou de ton amie.
do-friend-you = Prends soin de toi aussi.
do-friend-you-1 = C’est dur pour toi aussi. Tu n’as pas à régler ça sans aide.
do-friend-you-2 = Repose-toi, mange, et dis à quelqu’un comment tu te sens.

## Un parent, ou un adulte qui s’occupe de l’enfant
do-parent = Respirez d’abord. Puis dites ceci.
do-parent-1 = Beaucoup d’enfants ont surtout peur de ce que vont penser leurs parents.
do-parent-2 = Restez calme. Ne demandez pas pourquoi c’est arrivé.
do-parent-say = « C’est bien que tu m’en parles. Tu n’as rien fait de mal. On va faire ça ensemble. »
do-parent-safe = Parlez du suicide avec des mots simples.
do-parent-safe-1 = Vous pouvez demander : « Est-ce que tu penses à mourir ? » La question ne donne pas l’idée.
do-parent-safe-2 = Si la réponse est oui, restez avec votre enfant, la nuit aussi. Appelez une ligne de crise maintenant.
do-parent-pay = Ne payez pas. N’écrivez pas à cette personne.
do-parent-pay-1 = Payer arrête rarement les menaces. Ne répondez pas à la place de votre enfant.
do-parent-pay-2 = Si quelque chose a été payé, demandez à la banque ou à l’appli. Elles peuvent parfois aider.
do-parent-phone = Laissez le téléphone à votre enfant.
do-parent-phone-1 = Le lui prendre ressemble à une punition. C’est aussi son lien avec ses amis et avec l’aide.
do-parent-phone-2 = Les messages peuvent être utiles. Que rien ne soit effacé.
do-parent-keep = Gardez les menaces, pas la photo.
do-parent-keep-1 = Ne regardez pas la photo privée. Ne la copiez pas, ne l’envoyez pas.
do-parent-keep-2 = Gardez ensemble les messages, les noms, les liens et les paiements. Ensuite, signalez et bloquez le compte.
do-parent-report = Décidez ensemble à qui en parler.
do-parent-report-1 = La police, un service de signalement ou une ligne d’écoute peuvent aider. Demandez à votre enfant ce qui lui semble possible.
do-parent-report-2 = Souvent, les lignes d’écoute parlent aussi aux parents.
do-parent-picture = Laissez votre enfant choisir comment bloquer la photo.
do-parent-picture-1 = Votre enfant peut le faire sans vous, ou avec vous à côté.
do-parent-picture-2 = Vous n’avez pas besoin de voir la photo.
do-parent-school = Ne prévenez l’école qu’avec votre enfant.
do-parent-school-1 = Décidez d’abord ensemble qui est prévenu, et de quoi.
do-parent-school-2 = Ne publiez rien à ce sujet.
do-parent-you = Prenez soin de votre enfant, et de vous.
do-parent-you-1 = Le sommeil, les repas et les journées ordinaires aident. Reposez la question après un jour, une semaine et un mois.
do-parent-you-2 = Vous aussi, vous pouvez avoir besoin de parler à quelqu’un.

## Une école
do-school = Demandez d’abord si l’élève est en sécurité.
do-school-1 = Parlez du suicide avec des mots simples. La question ne donne pas l’idée.
do-school-2 = Vous êtes inquiet ou inquiète ? Alors restez avec l’élève, et cherchez de l’aide maintenant.
do-school-listen = Écoutez. N’interrogez pas.
do-school-listen-1 = Croyez l’élève, et dites que c’était bien de vous parler.
do-school-listen-2 = Ne demandez pas pourquoi c’est arrivé. Dites ce que vous allez faire, et qui vous devez prévenir.
do-school-look = Ne regardez jamais la photo.
do-school-look-1 = Ne l’ouvrez pas, ne la copiez pas, ne l’imprimez pas, ne l’envoyez pas. Ne demandez pas à un élève de la montrer.
do-school-look-2 = Vous l’avez déjà vue ? Dites-le à la personne chargée de la protection de l’enfance.
do-school-lead = Prévenez la personne chargée de la protection de l’enfance.
do-school-lead-1 = Faites-le aujourd’hui. Ne prévenez que les personnes qui doivent savoir.
do-school-notes = Notez les mots, pas la photo.
do-school-notes-1 = Notez qui a dit quoi, et quand, avec les mots de l’élève.
do-school-notes-2 = Notez les noms des applis et des comptes.
do-school-parents = Prévenez les parents, sauf si c’est un danger.
do-school-parents-1 = Demandez d’abord à l’élève ce qui pourrait se passer à la maison.
do-school-parents-2 = Vous avez un doute ? Demandez aux services de protection de l’enfance avant d’appeler.
do-school-talk = Pas de punition. Arrêtez les rumeurs.
do-school-talk-1 = C’est à l’élève qu’on a fait du mal.
do-school-talk-2 = Dites aux autres : ne pas regarder, ne pas partager. Signaler, puis effacer.
do-school-post = Préparez le secrétariat.
do-school-post-1 = Les personnes qui font du chantage écrivent parfois à l’école.
do-school-post-2 = N’ouvrez ni photos ni fichiers. Ne les transmettez pas. Appelez la police.
do-school-report = Signalez ce qui s’est passé.
do-school-report-1 = La police ou un service de signalement peut agir.
do-school-report-2 = Décidez-en avec l’élève, autant que possible.
do-school-later = Restez en contact avec l’élève.
do-school-later-1 = Donnez le nom d’un adulte que l’élève peut aller voir.
do-school-later-2 = Reposez la question après un jour, une semaine et un mois.

## 18 ans ou plus
do-adult = Tu n’en es pas la cause.
do-adult-1 = Ça arrive à des gens de tous les âges. C’est la personne qui te menace qui fait quelque chose de mal.
do-adult-2 = Ce n’est pas ta faute, même si tu as envoyé une photo.
do-adult-keep = Conserve les messages.
do-adult-keep-1 = N’efface pas la conversation. Garde les menaces, les noms et les liens. Garde aussi la façon dont on te demande de payer.
do-adult-keep-if = Tu avais moins de 18 ans sur la photo ?
do-adult-keep-then = Alors ne la copie pas. N’en fais pas de capture d’écran.
do-adult-trust = Dis à une personne ce qui se passe.
do-adult-trust-1 = Un ami, un proche, ou quelqu’un d’une ligne d’écoute.
do-adult-trust-2 = Tu n’as pas besoin de tout raconter.
do-adult-trust-say = « On me fait du chantage. Je ne savais pas à qui le dire. Tu peux m’aider à réfléchir ? »
do-adult-choose = Choisis qui t’aide face au chantage.
do-adult-choose-1 = La police peut chercher cette personne. Les services d’aide aux victimes aident à tout âge.
do-adult-choose-2 = Certains numéros de ce site sont pour les enfants. Tu peux y demander qui aide les adultes.
do-adult-picture = Rends ta photo plus difficile à partager.
do-adult-picture-1 = Des services peuvent aider à bloquer une photo sur beaucoup d’applis.
do-adult-picture-2 = Le bon service dépend de ton âge sur la photo.

## Après (/later)
later-title = Prendre soin de toi
later-first = Il y a trois cartes : pour le premier jour, la première semaine et le premier mois.
later-print = Tu peux imprimer cette carte. Elle ne dit pas ce qui s’est passé. Ton navigateur ajoute peut-être l’adresse de la page.
later-next = Carte suivante
later-all = Les trois cartes
later-day = Les premières 24 heures
later-day-1 = Reste avec quelqu’un que tu aimes bien, ou écris à quelqu’un. Tu n’as pas besoin d’en parler.
later-day-2 = Bois de l’eau. Mange un peu, même sans faim.
later-day-3 = Dormir sera peut-être difficile cette nuit. S’allonger et se reposer, c’est bien aussi.
later-day-4 = Ne relis pas les messages encore et encore. Tu en as fait assez pour aujourd’hui.
later-day-5 = L’école demain ? Tu peux y aller, ou demander un jour à la maison. Les deux sont bien.
later-day-6 = Quelque chose a été partagé ? Demande à une personne de t’aider à le signaler.
later-day-7 = C’est normal d’avoir peur ou honte, ou d’être en colère. C’est normal aussi de ne rien sentir du tout.
later-day-8 = Tu penses à te faire du mal ? Parle à quelqu’un maintenant. Tu n’as pas besoin d’attendre.
later-day-9 = Tu as un code ? Reviens avec. L’aide reste là.
later-week = La première semaine
later-week-1 = Couche-toi et lève-toi à la même heure, si tu peux.
later-week-2 = Mange avec quelqu’un quand tu peux.
later-week-3 = Bouge un peu chaque jour.
later-week-4 = Fais chaque jour une chose que tu aimes.
later-week-5 = L’école, c’est dur ? Demande à un prof un endroit calme, ou plus de temps.
later-week-6 = Il y a de nouveaux messages ? Ne réponds pas. Garde-les, et bloque le compte.
later-week-7 = Quelque chose est encore partagé ? Signale-le encore. Tu peux nous dire où.
later-week-8 = Dis à une personne comment tu vas vraiment. C’est normal si ça ne va pas encore bien.
later-week-9 = Ton code marche toujours. Tu peux écrire encore à tout moment.
later-month = Le premier mois
later-month-1 = Il y a des bons jours et des mauvais jours. C’est normal.
later-month-2 = Les mauvais rêves et les pensées qui reviennent sont normaux aussi. Souvent, il y en a moins avec le temps.
later-month-3 = Il n’y en a pas moins ? Un médecin ou un psychologue peut aider.
later-month-4 = Passe du temps avec des gens qui te font du bien.
later-month-5 = Regarde encore une fois tes comptes. Qui peut voir tes amis ? Qui peut t’écrire ?
later-month-6 = Quelqu’un propose de récupérer des photos contre de l’argent ? C’est une ruse. Ne paie pas.
later-month-7 = Quelque chose est encore partagé ? Signale-le encore. Ce n’est toujours pas ta faute.
later-month-8 = L’aide reste là, même bien plus tard. Reviens quand tu veux.
near-later-day-1 = Reste avec quelqu’un qui est sûr pour toi, ou écris-lui. Tu n’as pas besoin d’en parler.
near-later-day-5 = Demain, tu n’as rien d’important à décider.
near-later-week-2 = Mange avec quelqu’un qui te fait du bien, quand tu peux.
near-later-week-5 = Un jour est dur ? Choisis une seule petite chose pour ce jour-là.
near-later-week-6 = Il y a de nouveaux messages ? Fais ce qui est sans danger pour toi. Tu peux nous le dire.

## Es-tu en sécurité en ce moment ? (/safe-now)
safe-now-title = Es-tu en sécurité en ce moment ?
safe-now-first = Choisis ce qui est vrai maintenant. Tu peux choisir autre chose à tout moment. Rien n’est enregistré.
safe-now-is-self = Je pense à me faire du mal
safe-now-is-near = Quelqu’un est près de moi ou va venir
safe-now-is-no = Je suis en sécurité en ce moment
safe-now-self = Va près de quelqu’un maintenant.
safe-now-self-1 = C’est bien que tu le dises.
safe-now-self-2 = Va voir quelqu’un de gentil avec toi. Tu peux dire : « Je pense à me faire du mal. S’il te plaît, reste avec moi. »
safe-now-self-3 = Éloigne-toi des choses qui peuvent te blesser.
safe-now-self-4 = Il faut seulement passer les prochaines minutes. Ce que tu sens peut devenir moins fort.
safe-now-self-5 = Tu es en danger maintenant ? Appelle le numéro d’urgence de ton pays, ou va à l’hôpital le plus proche.
safe-now-near = Va là où il y a du monde.
safe-now-near-1 = Un magasin, un voisin, un hôpital ou un poste de police, c’est bien.
safe-now-near-2 = Appelle le numéro d’urgence, si tu peux. Dis où tu es.
safe-now-near-3 = Tu ne peux pas parler ? Écris à une personne de confiance : « J’ai besoin d’aide maintenant. » Écris où tu es.
safe-now-near-4 = Quelqu’un va venir ? Demande à une personne d’être avec toi. Ne va pas à sa rencontre.
safe-now-near-5 = Tu as le droit de courir, de crier, et de demander de l’aide à des inconnus.
safe-now-no = C’est bien d’avoir regardé.
safe-now-no-1 = Ça peut changer. La question est sur chaque page.
safe-now-people = Des personnes à qui tu peux parler maintenant
safe-now-country = Voir qui peut m’écouter dans mon pays
safe-now-tell = Nous raconter ce qui s’est passé
safe-now-tell-about = Parle d’abord à une personne. Tu peux nous écrire en attendant, ou après.
near-safe-now-self-2 = Va voir quelqu’un qui est sûr pour toi. Tu peux dire : « Je pense à me faire du mal. S’il te plaît, reste avec moi. »
near-safe-now-near-3 = Tu ne peux pas parler ? Écris à quelqu’un qui est sûr pour toi : « J’ai besoin d’aide maintenant. » Écris où tu es.

## Ce que les autres pages disent à un lecteur menacé par quelqu’un de proche
near-talk-danger = Si tu es en danger maintenant, appelle le numéro d’urgence de ton pays. Ou va vers l’hôpital ou le poste de police le plus proche.
near-talk-none = Pour ton pays, nous n’avons pas de numéro dont nous sommes sûrs. Si tu es en danger maintenant, appelle le numéro d’urgence de ton pays. Ou va vers l’hôpital ou le poste de police le plus proche.
near-talk-none-asked = Choisis ton pays. Nous cherchons à qui tu peux y parler. Si tu es en danger maintenant, appelle le numéro d’urgence de ton pays. Ou va vers l’hôpital ou le poste de police le plus proche.
near-history-first = « Quitter cette page » n’efface pas ton historique. On peut encore y voir cette visite.
near-history-whole = Enlève seulement ces lignes. Le reste garde alors son air habituel.
near-history-private = La prochaine fois, tu peux ouvrir une fenêtre privée. Elle ne garde pas d’historique.
near-leaving-watch-title = Est-ce que quelqu’un surveille ce que tu fais ?
near-leaving-watch = Il existe des applis pour voir ce que fait quelqu’un d’autre. Quitter la page n’arrête pas cela. Tu peux aussi lire ces pages chez un ami ou une amie.
