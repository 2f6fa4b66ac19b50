### reviewed = false
# Raconter : l'entrée calme, une question par page, et ce qui vient après. Les questions elles-mêmes et le formulaire sur
# une page sont dans site.ftl. Aucun texte ici ne parle des parents ni de l'école : la menace vient peut-être de là.

## Avant (/tell)
tell-way = Comment veux-tu raconter ?
tell-way-steps = Une question à la fois
tell-way-all = Tout sur une page
tell-way-hint = Tu peux passer de l’un à l’autre. Ce que tu as écrit reste là.
tell-after = Ce qui se passe ensuite
tell-after-1 = Tu racontes ce que tu veux. Tu peux envoyer après chaque question.
tell-after-2 = Ensuite, tu reçois un code de six mots.
tell-after-3 = Une personne de notre équipe lit ce que tu as envoyé.
tell-after-4 = Tu reviens avec ton code et tu lis la réponse.
tell-secret-team = Ce que notre équipe garde secret, et quand elle ne le peut pas

## Une question à la fois (/tell/step)
tell-number = Question { $number } sur { $total }
tell-next = Suivant
tell-skip = Passer cette question
tell-before = La question d’avant
tell-so-far = Envoyer ce que j’ai raconté jusqu’ici
tell-so-far-hint = Tu reçois un code. Avec lui, tu peux raconter la suite plus tard.
tell-to-all = Voir toutes les questions sur une page
tell-to-steps = Voir une question à la fois
tell-last = Avec tes mots
tell-lost-title = Il manque des réponses
tell-lost = Nous n’avons pas pu ouvrir ce que tu as raconté sur les pages d’avant. Peut-être que cette page est restée ouverte plus d’un jour. Ce que tu as écrit sur la dernière page est encore là. Tu peux continuer, ou revenir en arrière et raconter le reste.
tell-lost-sent = Nous avons ce que tu as envoyé de la dernière page. Nous n’avons pas pu ouvrir ce que tu as raconté avant. Tu peux le raconter encore sur ta page, avec ton code.

## Le pays
tell-country = Dans quel pays es-tu ?
tell-country-hint = Avec cela, nous te montrons des personnes près de toi. C’est fermé à clé avec tes réponses. Tu peux passer cette question.
tell-country-set = Choisir un pays
tell-country-other = Choisir un autre pays

## Qui menace
tell-offender = Qui te menace ?
tell-offender-hint = Choisis ce qui convient le mieux. Ne pas savoir, ça va aussi.
tell-offender-known = Quelqu’un que je connais
tell-offender-family = Quelqu’un de ma famille, une personne qui s’occupe de moi, ou un prof
near-tell-offender-family = Quelqu’un de proche
near-tell-who-pupil = D’un jeune que j’accompagne
tell-offender-young = Un ou une autre jeune
tell-offender-stranger = Une personne inconnue, ou connue seulement en ligne
tell-offender-unknown = Je ne sais pas

## D'abord des personnes, quand il y a du danger
tell-doors = Tu n’as pas besoin de nous attendre. Il y a des personnes qui peuvent t’aider maintenant.
tell-doors-kept = Ce que tu nous as raconté est gardé sur cette page. Tu peux continuer quand tu veux.
tell-doors-country = Montrer des personnes dans mon pays
tell-doors-on = Continuer à raconter

## Du côté de l'équipe
case-q-country = Pays
case-q-offender = Qui menace
offender-known = quelqu’un de connu
offender-family = famille, personne qui s’occupe de l’enfant, enseignant
offender-young = un autre jeune
offender-stranger = une personne inconnue, ou connue seulement en ligne
offender-unknown = ne sait pas
