### reviewed = false

thread-nothing-new = No hay nada nuevo desde la última vez que abriste esta página.
thread-openings = Cuándo se abrió esta página
thread-openings-show = Ver cuándo se abrió
thread-opening = { $date }, { $part }
thread-part-night = de noche
thread-part-morning = por la mañana
thread-part-afternoon = por la tarde
thread-part-evening = al final del día
thread-openings-clock = Es la hora mundial, UTC. Tu hora puede ser distinta por algunas horas.
thread-openings-not-you = ¿Alguna de estas veces no fuiste tú? Entonces pide un código nuevo aquí.
thread-passed = Lo que hemos pasado a otros
thread-passed-show = Ver lo que hemos pasado a otros
thread-passed-none = Este sitio no ha pasado nada a nadie fuera de nuestro equipo. Cuando alguien está en peligro, una persona de nuestro equipo puede pedir ayuda. Puedes preguntarnos por eso aquí.
thread-kept = Guardamos esto hasta el { $date }. Luego lo borramos. Si nos escribes, lo guardamos más tiempo.
thread-kept-copies = Después del { $date } no queda ninguna copia de seguridad.
