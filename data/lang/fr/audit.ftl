### reviewed = false
# The auditor's view, and what a member has read today.

audit-title = Ce qui s’est passé
audit-about = Tout ce qui a été fait ici, le plus récent d’abord. Regarder n’ouvre aucun dossier.
audit-from = Du (jour)
audit-to = Au (jour)
audit-kind = Quoi
audit-member = Qui
audit-subject = Dossier, message ou membre (identifiant)
audit-any = tous
audit-look = Chercher
audit-older = Plus ancien
audit-file = En fichier
audit-check = Tout vérifier
audit-checked = { $count ->
    [one] { $count } maillon de la chaîne a été vérifié.
   *[other] { $count } maillons de la chaîne ont été vérifiés.
}
audit-sound = Rien n’a été modifié, retiré ni ajouté.
audit-looked = { $count ->
    [one] { $count } ligne regardée.
   *[other] { $count } lignes regardées.
}
audit-none = Rien ne correspond.
audit-col-when = Quand (UTC)
audit-col-what = Quoi
audit-col-who = Qui
audit-col-subject = Sur quoi
audit-nobody = aucun membre
audit-unsound = modifié
audit-error-day = Écrivez le jour ainsi : année-mois-jour, 2026-11-30.
audit-error-subject = Cet identifiant n’est pas complet. Copiez-le depuis la ligne.
today-title = Aujourd’hui
today-about = Ce que vous avez lu aujourd’hui. Vous seul le voyez. Rien n’est comparé.
today-opened = { $count ->
    [one] { $count } dossier ouvert
   *[other] { $count } dossiers ouverts
}
today-danger = { $count ->
    [one] dont { $count } avec danger
   *[other] dont { $count } avec danger
}
today-time = Temps passé avec des dossiers : { $time }
today-rest = Une pause serait bonne maintenant. Dix minutes aident. Rendez ce que vous ne pouvez pas suivre pendant ce temps.
today-enough = Cinq heures avec des dossiers suffisent pour un jour. Transmettez ce qui est ouvert.
today-help = Après des dossiers difficiles, parlez à un collègue ou à la personne prévue pour cela. Cela fait partie du travail.
