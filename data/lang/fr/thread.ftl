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
thread-kept = Nous gardons ceci jusqu’au { $date }. Ensuite, nous l’effaçons. Si tu nous écris, nous le gardons plus longtemps.
thread-kept-copies = Les copies de secours disparaissent au plus tard le { $date }.
