### reviewed = false
# Empreintes de photos : la page qui en fait une (/picture), et ce qu’en dit la page de la personne.
# Ne jamais dire qu’une photo est supprimée, ni qu’elle ne peut plus circuler : personne ne peut le promettre.

## La page (/picture)
picture-title = Faire l’empreinte de la photo
picture-first = La photo reste sur ton appareil. Seul un petit code en sort.
near-picture-first = La photo reste avec toi. Seul un petit code est envoyé.
picture-code = Le code est comme une empreinte de doigt. Il est fait de lettres et de chiffres. Ce n’est pas la photo. Ici, personne ne voit la photo.
picture-can-title = Ce qu’elle peut faire
picture-can-1 = Les applis et les sites qui travaillent avec nous peuvent remarquer la photo quand quelqu’un l’y met. Ils peuvent alors la bloquer, jusqu’à ce qu’une personne vérifie.
picture-can-2 = Souvent, elle marche aussi pour une copie plus petite, ou un peu coupée.
picture-can-3 = Avec ton code, tu peux l’arrêter quand tu veux.
picture-cannot-title = Ce qu’elle ne peut pas faire
picture-cannot-1 = Elle n’enlève pas ce qui est déjà en ligne. Pour cela, appuie sur « Signaler » dans l’appli.
picture-cannot-2 = Elle ne va pas dans toutes les applis. Dans les chats privés, souvent, elle ne trouve rien.
picture-cannot-3 = Elle peut rater une photo qui a été beaucoup changée.
picture-also-title = À savoir avant de commencer
picture-also = Ces services font à peu près la même chose pour d’autres applis. Tu peux les utiliser en plus.
picture-minor = Moins de 18 ans sur la photo
picture-adult = 18 ans ou plus sur la photo
picture-tid-how = Comment marche Take It Down
picture-tid-1 = Ouvre-le sur le téléphone ou l’ordinateur où se trouve la photo. Pour cela, n’envoie la photo nulle part.
near-picture-tid-1 = Ouvre-le là où se trouve la photo, si c’est sans danger pour toi. Pour cela, n’envoie la photo nulle part.
picture-tid-2 = Tu y choisis la photo. Elle n’est pas envoyée. Seul un code est envoyé.
picture-tid-3 = Tu ne donnes pas ton nom. Tu n’as besoin de demander à personne.
picture-tid-4 = Tu peux aussi l’utiliser si tu as plus de 18 ans maintenant.
picture-tid-5 = Il n’agit que dans les applis qui participent. Il ne va pas dans les chats privés chiffrés.
picture-ncii-how = Comment marche StopNCII
picture-ncii-1 = Tu y choisis la photo. Elle n’est pas envoyée. Seul un code est envoyé.
picture-ncii-2 = Tu reçois un numéro et un code PIN. Note les deux. Ils ne peuvent pas être redonnés.
picture-ncii-3 = Il n’agit que dans les applis qui participent.
picture-choose-title = Choisis la photo
picture-choose-hint = Photos et vidéos vont bien. Choisir n’envoie rien. Tu peux même couper internet : il ne sert que pour envoyer.
picture-choose = Choisir une photo ou une vidéo
picture-without = Pour faire une empreinte ici, ton navigateur doit permettre JavaScript. Sinon, tu peux quand même nous écrire, plus bas.
picture-working = L’empreinte est en train de se faire. Rien n’est envoyé.
picture-unread = Ce fichier n’a pas pu être lu. Tu n’as rien fait de mal. Tu peux le choisir à nouveau, ou en choisir un autre.
picture-many = Il y a de la place pour 20 photos. Tu peux envoyer celles-ci maintenant.
picture-done = L’empreinte est prête. Rien n’est encore envoyé.
picture-count = Photos jusqu’ici :
picture-more = Il y en a d’autres ? Tu peux choisir la suivante plus haut.
picture-slight = Ton navigateur change un peu les photos, pour te protéger. L’empreinte est bonne quand même.
picture-blurred = Ton navigateur change beaucoup les photos, pour te protéger. Seul le même fichier exact peut donc être trouvé. Un autre navigateur fera peut-être mieux.
picture-weak = On voit très peu de choses sur cette photo. Seul le même fichier exact peut donc être trouvé.
picture-pixels = Ton navigateur ne sait pas ouvrir ce genre de fichier. Seul le même fichier exact peut donc être trouvé. Un autre navigateur fera peut-être mieux.
picture-codes = Voici tout ce qui va partir
picture-codes-hint = Chaque ligne est un code. Tu n’as pas besoin de les lire.
picture-age = Quel âge a la personne sur la photo ?
picture-age-hint = Son âge sur la photo, pas aujourd’hui.
picture-age-minor = Moins de 18 ans
picture-age-adult = 18 ans ou plus
picture-age-unknown = Je préfère ne pas le dire
picture-wish = Veux-tu savoir ce qui se passe ?
picture-wish-yes = Je veux savoir si elle a été arrêtée quelque part
picture-wish-hint = Tu peux alors le lire sur ta page. Cela prend quelques jours. Sinon, nous ne t’en disons rien.
picture-send = Envoyer seulement ce code
picture-send-hint = Après, tu reçois six mots. Avec eux, tu peux revenir.
picture-send-add = Nous l’ajoutons à ta page. Tes six mots restent les mêmes.
picture-nofile-title = Tu n’as pas la photo ?
picture-nofile = Elle est peut-être effacée, ou c’est quelqu’un d’autre qui a filmé. Ce n’est pas grave. Dis-nous où elle a été vue, le nom des comptes, et quand.
picture-nofile-link = Nous écrire sans la photo
picture-error-empty = Il n’y a pas encore de code. Choisis d’abord une photo.
picture-error-line = La ligne { $line } n’est pas un code que nous connaissons. Recommence, et choisis la photo encore une fois.
picture-error-many = C’est trop en une fois. Recommence avec 20 photos au plus, ou avec une vidéo plus courte.
picture-error-expired = Ta page est restée ouverte longtemps. Elle s’est fermée pour te protéger. Ton empreinte est encore ici. Tu peux l’envoyer maintenant, et recevoir de nouveaux mots pour elle.
picture-again = Recommencer

## Après l’envoi
picture-done-title = Nous avons l’empreinte.
picture-done-text = Ici, personne n’a vu la photo. Sur ta page, tu peux l’arrêter quand tu veux.
picture-door = Faire l’empreinte d’une photo
picture-door-about = La photo reste avec toi.
picture-now = Faire aussi une empreinte ici

## Sur la page de la personne
picture-box = Tes empreintes
picture-box-count = { $count ->
    [one] { $count } photo a une empreinte, depuis le { $date }.
   *[other] { $count } photos ont une empreinte, depuis le { $date }.
}
picture-box-stopped = Tu as arrêté tes empreintes le { $date }.
picture-box-have = Ces services ont une copie du code :
picture-added = Nous avons l’empreinte. Nous l’avons ajoutée à ta page.
picture-stopped = C’est arrêté. À partir de maintenant, nous ne la comparons plus à rien.
picture-add = Ajouter une autre photo
picture-stop = Arrêter l’empreinte
picture-heard = Ce que nous avons appris
picture-heard-none = Nous n’avons rien appris jusqu’ici. Cela peut vouloir dire beaucoup de choses.
picture-heard-blocked = { $count ->
    [one] Ta photo a été arrêtée au moins { $count } fois.
   *[other] Ta photo a été arrêtée au moins { $count } fois.
}
picture-heard-removed = { $count ->
    [one] Ta photo a été enlevée au moins { $count } fois.
   *[other] Ta photo a été enlevée au moins { $count } fois.
}
picture-heard-talk = Cela peut être dur à lire. Veux-tu en parler ?
picture-stop-title = Arrêter l’empreinte ?
picture-stop-1 = À partir de là, nous ne la comparons plus à rien. Cela vaut pour toutes les photos de ta page.
picture-stop-2 = Nous demandons à chaque service qui a le code d’arrêter aussi. Ta page montre qui a répondu.
picture-stop-3 = Tu pourras faire une nouvelle empreinte plus tard.
picture-stop-yes = Arrêter maintenant
picture-services = { $count ->
    [one] { $confirmed } service sur { $count } a confirmé l’arrêt.
   *[other] { $confirmed } sur { $count } services ont confirmé l’arrêt.
}
picture-service-confirmed = confirmé
picture-service-silent = pas de réponse jusqu’ici
picture-services-silent = Certains n’ont pas encore répondu, et certains n’ont aucun moyen de nous le dire.
picture-services-none = Aucun autre service n’avait une copie du code.
picture-erase = Tes empreintes agissent jusqu’au { $date }. « Arrêter l’empreinte » y met fin tout de suite.
