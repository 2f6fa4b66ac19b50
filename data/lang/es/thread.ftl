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
thread-passed-accounts = { $date }: las cuentas y los números de quien te amenaza llegaron a personas cuyo trabajo es parar esto.
thread-passed-messages = { $date }: lo que esa persona escribió llegó a personas cuyo trabajo es parar esto.
thread-passed-report = { $date }: lo que nos contaste llegó a personas cuyo trabajo es ayudar.
thread-passed-contact = { $date }: cómo contactar contigo llegó a personas cuyo trabajo es ayudar.
thread-passed-ask = ¿Quieres saber más? Pregúntanos aquí.
thread-kept = Guardamos esto hasta el { $date }. Luego lo borramos. Si nos escribes, lo guardamos más tiempo.
thread-kept-copies = Después del { $date } no queda ninguna copia de seguridad.

# Después de enviar: palabras que se envían a mucha gente, y nombres que hay en lo enviado
done-many = Esto se parece a palabras que se envían a mucha gente. No por eso da menos miedo. Seguimos aquí.
whose-title = ¿Cuál de estos es de la persona que te amenaza?
whose-about = Los vimos en lo que enviaste. Puedes dejarlo todo como está.
whose-only = Solo comparamos los nombres de la persona que te amenaza con lo que otros nos contaron. Nunca los tuyos.
whose-save = Guardar
whose-done-title = Gracias. Está guardado.
whose-none = No marcaste nada. Está bien así.
whose-wrong = ¿Hay algo mal aquí? Puedes escribírnoslo en tu página.
