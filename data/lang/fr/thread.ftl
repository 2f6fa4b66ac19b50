### reviewed = false

thread-nothing-new = Il n’y a rien de nouveau depuis ta dernière visite ici.
thread-openings = Quand cette page a été ouverte
thread-openings-show = Montrer quand elle a été ouverte
thread-opening = { $date }, { $part }
thread-part-night = la nuit
thread-part-morning = le matin
thread-part-afternoon = l’après-midi
thread-part-evening = le soir
thread-openings-clock = C’est l’heure mondiale, UTC. Ton heure peut être différente de quelques heures.
thread-openings-not-you = Une de ces fois, ce n’était pas toi ? Alors prends un nouveau code ici.
thread-passed = Ce que nous avons transmis
thread-passed-show = Montrer ce que nous avons transmis
thread-passed-none = Ce site n’a rien transmis hors de notre équipe. Quand quelqu’un est en danger, une personne de notre équipe peut appeler de l’aide. Tu peux nous poser la question ici.
thread-passed-accounts = { $date } : les comptes de la personne qui te menace, et ses numéros. Nous les avons donnés à des gens dont c’est le métier d’arrêter cela.
thread-passed-messages = { $date } : ce que cette personne a écrit a été donné à des gens dont le métier est d’arrêter cela.
thread-passed-report = { $date } : ce que tu nous as dit a été donné à des gens dont le métier est d’aider.
thread-passed-contact = { $date } : comment te joindre a été donné à des gens dont le métier est d’aider.
thread-passed-ask = Tu veux en savoir plus ? Demande-nous ici.
thread-kept = Nous gardons ceci jusqu’au { $date }. Ensuite, nous l’effaçons. Si tu nous écris, nous le gardons plus longtemps.
thread-kept-copies = Les copies de secours disparaissent au plus tard le { $date }.

# Après l’envoi : des mots envoyés à beaucoup de gens, et les noms trouvés dans ce qui a été envoyé
done-many = Cela ressemble à des mots qui sont envoyés à beaucoup de gens. Ça ne fait pas moins peur pour autant. Nous sommes toujours là.
whose-title = Lequel est à la personne qui te menace ?
whose-about = Nous avons vu cela dans ton message. Tu peux tout laisser comme ça.
whose-only = Nous comparons seulement les noms de la personne qui te menace avec ce que d’autres nous ont dit. Jamais les tiens.
whose-save = Enregistrer
whose-done-title = Merci. C’est enregistré.
whose-none = Tu n’as rien choisi. C’est très bien aussi.
whose-wrong = Il y a une erreur ici ? Tu peux nous l’écrire sur ta page.
