### reviewed = false
# Clés des programmes d’autres organisations, pour qui administre.

api-title = Clés pour programmes
api-about = Le programme d’une autre organisation peut demander à ce nœud si un texte est une contrainte. Il montre un secret à chaque appel. Une clé repose sur un accord, finit un jour donné et a un nombre d’appels par jour.
api-none = Il n’y a pas encore de clé.
api-new = Une nouvelle clé
api-owner = Organisation
api-owner-hint = Qui répond de ce que demande son programme.
api-agreement = Accord
api-agreement-hint = Comme la maison le classe : un numéro, une date, un lieu.
api-scopes = Ce qu’elle peut demander
api-scope-text = Si des messages et des conversations sont une contrainte.
api-quota = Appels par jour
api-quota-hint = De 1 à { $most }. Un appel contient jusqu’à mille messages.
api-expires = Dernier jour
api-expires-hint = Année-mois-jour, d’ici deux ans : 2026-11-30.
api-basis = Messages privés que personne n’a signalés
api-basis-about = Laissez ces quatre champs vides, sauf si une loi, une décision ou l’accord de tous permet à cette organisation de les parcourir. Le règlement (UE) 2021/1232 a expiré le 3 avril 2026 et n’est plus un fondement.
api-jurisdiction = Selon le droit de
api-ground = Fondement
api-signer = Qui en répond par sa signature
api-basis-until = Dernier jour du fondement
api-basis-until-hint = Année-mois-jour, pas après le dernier jour de la clé.
api-make = Créer la clé
api-made-title = La clé est créée
api-rotated-title = La clé a un nouveau secret
api-secret = Transmettez ce secret maintenant, par une voie sûre. Il est montré une seule fois : personne ici ne peut le relire.
api-back = Retour aux clés
api-state-stands = en usage
api-state-over = son dernier jour est passé
api-state-revoked = révoquée le { $date }
api-line-agreement = Accord : { $agreement }
api-line-made = Créée le { $date } par { $name }.
api-line-until = Dernier jour { $date }. Appels par jour : { $quota } ; réservés aujourd’hui : { $used }.
api-private = Messages privés : { $ground } ({ $jurisdiction }). Signé par { $signer }, jusqu’au { $date }.
api-private-none = Aucun message privé que personne n’a signalé.
api-secret-line = { $prefix } créé le { $date }
api-secret-until = { $prefix } créé le { $date }, valable jusqu’au { $time }
api-rotate = Créer un nouveau secret
api-rotate-about = Combien de temps l’ancien secret reste valable
api-overlap = { $count ->
    [0] Il finit tout de suite
    [one] Un jour
   *[other] { $count } jours
}
api-revoke = Révoquer la clé tout de suite
api-revoked = La clé est révoquée. Elle n’ouvre plus rien.
api-gone-title = Cette clé ne peut pas être changée
api-gone = Elle a pris fin, ou quelqu’un d’autre vient de la changer.
api-error-owner = Écrivez à qui est la clé.
api-error-agreement = Écrivez sur quel accord elle repose.
api-error-scopes = Choisissez ce qu’elle peut demander.
api-error-quota = Écrivez un nombre d’appels par jour qui ne dépasse pas celui de l’indication.
api-error-day = Écrivez un dernier jour à venir, d’ici deux ans.
api-error-long = Un champ a plus de 200 caractères.
api-error-basis = Pour les messages privés il faut les quatre : droit, fondement, signature, dernier jour.
api-error-basis-day = Écrivez un dernier jour du fondement qui est à venir et pas après celui de la clé.
api-error-expired = Ce règlement a expiré le 3 avril 2026. Ce n’est plus un fondement.
