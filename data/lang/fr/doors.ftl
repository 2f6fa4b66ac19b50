### reviewed = false
### Doors to people: /talk, and the desk's page of numbers.

## Visitors

doors-wait = Nous ne savons pas combien de temps il faut attendre. Si personne ne répond, essaie le suivant.
doors-for-crisis = Si tu es en danger, ou si tu penses à te faire du mal.
doors-for-child = Des personnes qui écoutent les enfants et les jeunes.
doors-for-missing = Pour les enfants qui ont fugué ou qui ont disparu.
doors-for-police = Police ou services d’urgence.
doors-for-hotline = Ici, on peut signaler des photos et des violences en ligne.
doors-for-takedown = Peut demander à des sites de retirer des photos.
doors-open-always = Ouvert jour et nuit.
doors-open-now = D’après ses horaires, c’est ouvert maintenant.
doors-opens-today = D’après ses horaires, ça ouvre aujourd’hui à { $time }.
doors-opens-tomorrow = D’après ses horaires, ça ouvre demain à { $time }.
doors-opens-on = D’après ses horaires, ça ouvre { $day } à { $time }.
doors-local = Ce sont les heures de l’endroit où ce service se trouve.
doors-days-every = Tous les jours
doors-days-range = Du { $first } au { $last }
doors-span = { $days }, de { $from } à { $to }
doors-day-0 = lundi
doors-day-1 = mardi
doors-day-2 = mercredi
doors-day-3 = jeudi
doors-day-4 = vendredi
doors-day-5 = samedi
doors-day-6 = dimanche
doors-write = Pour écrire
doors-money = Prix
doors-cost = L’appel est payant.
doors-source = Trouvé ici : { $sites }
doors-wrong = Ça n’a pas marché pour moi
doors-thanks-title = Merci de nous l’avoir dit
doors-thanks = Quelqu’un ici va regarder ce numéro. Ce n’est pas à cause de toi.
doors-thanks-next = Voici le suivant, que tu peux essayer.
doors-adult = J’ai 18 ans ou plus
doors-expect-write = Quand tu écris
doors-expect-write-1 = La réponse peut prendre du temps. Garde le tchat ouvert.
doors-expect-write-2 = Personne n’a besoin de voir la photo. Ne l’envoie pas.
doors-expect-write-3 = Ce que tu écris peut rester sur ton téléphone. Tu peux l’y effacer.
doors-expect-call = Quand tu appelles
doors-expect-call-1 = Ça peut sonner longtemps. Ce n’est pas à cause de toi.
doors-expect-call-2 = Parfois une voix enregistrée parle avant qu’une personne réponde.
doors-expect-call-3 = Tu peux ne pas donner ton nom.
doors-expect-call-4 = On peut te demander ton âge, et si tu es en danger maintenant.
doors-expect-call-5 = Tu peux raccrocher quand tu veux. Tu peux rappeler.
doors-expect-say = Ce que tu peux dire
