### reviewed = false
# The queue: filters, what is new, the keyboard.

queue-show-waiting = En attente
queue-show-nobody = Pris par personne
queue-show-mine = Les miens
queue-show-answered = Avec réponse
queue-show-closed = Fermés
queue-show-all = Tous ceux qui sont ouverts
queue-filter-lane = File
queue-lane-all = Toutes les files
queue-waiting-many = Plus de { $count } en attente
queue-danger-many = Plus de { $count } avec danger
queue-unclaimed-many = Plus de { $count } sans personne
queue-new = { $count ->
    [one] Afficher le nouveau ({ $count })
   *[other] Afficher les nouveaux ({ $count })
}
queue-new-many = Afficher les nouveaux (plus de { $count })
queue-new-some = Afficher les nouveaux (#)
queue-new-none = Rien de nouveau depuis la lecture de cette liste.
queue-new-title = Nouveaux messages
queue-claim = Prendre le dossier { $number }
queue-release = Rendre le dossier { $number }
queue-faster = Quelqu’un a été plus rapide, ou ce dossier ne peut pas être pris maintenant. Voici où il en est.

## Le clavier
keys-title = Touches
keys-about = Ces touches servent dans la file et dans un dossier, jamais dans un champ. Choisissez les vôtres, ou aucune.
keys-off = Les touches sont désactivées. Les touches habituelles les réactivent.
keys-command = Ce qu’elle fait
keys-sign = Touche
keys-next = Ligne suivante
keys-before = Ligne précédente
keys-open = Ouvrir
keys-claim = Prendre
keys-answer = Écrire une réponse
keys-note = Écrire une note
keys-break = J’ai besoin d’une pause
keys-help = Cette page
keys-usual = Les touches habituelles
keys-none = Aucune touche
keys-error = Donnez une touche à chaque ligne, chacune différente.
