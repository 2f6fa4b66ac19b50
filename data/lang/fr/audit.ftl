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

## What happened, in words; the rest stands in case.ftl
did-member-created = est devenu membre
did-member-signed-in = s’est connecté
did-member-signed-out = s’est déconnecté
did-desk-created = a créé un bureau
did-recovery-confirmed = a confirmé le papier de secours
did-roles-upgraded = a donné des rôles aux membres de la première version
did-setting-changed = a changé un réglage
did-node-opened = a ouvert le nœud
did-node-closed = a fermé le nœud
did-texts-signed = a signé les textes de sécurité d’une langue
did-duty-called = a appelé un nom de la liste de garde
did-duty-acknowledged = a confirmé un avis urgent
did-duty-exhausted = personne de la liste de garde n’a répondu
did-number-checked = a vérifié un numéro
did-number-expired = a retiré un numéro
did-number-added = a ajouté un numéro
did-number-reported = des visiteurs ont signalé un numéro qui ne marche pas
did-proposal-made = a proposé ce qui demande deux personnes
did-proposal-done = a confirmé comme seconde personne
did-proposal-refused = a refusé comme seconde personne
did-factor-set = a installé un second facteur
did-factor-reset = a retiré un second facteur perdu
did-factor-codes = a fait de nouveaux codes à usage unique
did-member-passphrase = a changé la phrase de passe
did-invitation-sent = a invité quelqu’un
did-invitation-answered = a répondu à une invitation
did-invitation-withdrawn = a retiré une invitation
did-desk-key-handed-on = a transmis la clé d’un bureau
did-desk-key-renewed = a fait une nouvelle clé d’un bureau
did-member-removed = a retiré un membre
did-member-roles = a changé les rôles d’un membre
did-sessions-ended = a fermé des sessions
did-case-hidden = connaît ces personnes : le dossier a été caché
did-case-shown-again = a montré de nouveau le dossier
did-case-reason = a donné une raison d’ouvrir
did-alarm-raised = une alarme a été donnée
did-alarm-acknowledged = a pris note d’une alarme
did-recovery-used = a utilisé le papier de secours
did-recovery-renewed = a fait un nouveau papier de secours
did-house-upgraded = a mis la base à jour
did-house-restored = a remis une sauvegarde
did-case-expired = détruit : son temps était passé
did-case-erased = détruit par deux personnes
did-case-held = retenu
did-case-passed-on = a transmis quelque chose, à deux
did-audit-exported = a pris des lignes du journal dans un fichier
did-case-hold-ended = la retenue est finie
did-code-frozen = a gelé le code
did-code-thawed = a dégelé le code
did-api-key-made = a créé une clé pour un programme
did-api-key-rotated = a donné un nouveau secret à la clé d’un programme
did-api-key-revoked = a révoqué la clé d’un programme
did-hook-set = un programme a demandé à être appelé pour ses signaux
did-hook-ended = les appels à un programme ont pris fin
