### reviewed = false
# Textos de la consola. Los lee personal formado. Precisos, tranquilos, breves. Las palabras antes que los colores.
# Los identificadores son únicos en todos los archivos de un idioma.

## En todas las páginas
desk-title = Equipo
desk-skip = Ir al contenido
desk-demo = Demostración. Nadie lee esto.
desk-queue = Cola
desk-node = Este nodo
desk-signout = Cerrar sesión
desk-signed-in = Sesión iniciada: { $name }
desk-clear = Necesito una pausa
desk-break-title = Tómese su tiempo.
desk-break-text = No hay nada en esta pantalla. Su trabajo está guardado.
desk-break-back = Volver a la cola
desk-unreviewed = Los textos que leen los visitantes en este idioma aún no llevan la firma de una persona revisora nativa.
desk-closed = Este nodo está cerrado. Los visitantes no pueden enviar mensajes.
desk-closed-link = Qué falta
desk-problems = Revise estos puntos
desk-save = Guardar
desk-cancel = Cancelar
desk-unknown = No se sabe
desk-nobody = nadie todavía
desk-you = usted
desk-languages = Idiomas

## Configuración: la primera persona del equipo
setup-title = Configurar este nodo
setup-first = Esta página funciona una sola vez. Crea el primer equipo y su primer miembro.
setup-token = Palabra de configuración
setup-token-hint = El programa la mostró al iniciarse.
setup-name = Su nombre
setup-name-hint = Lo ven sus colegas. Los visitantes lo ven solo si usted firma una respuesta con él.
setup-login = Nombre de usuario
setup-login-hint = Letras minúsculas, dígitos, punto o guion. De 3 a 32 caracteres.
setup-passphrase = Frase de contraseña
setup-passphrase-hint = Al menos 15 caracteres. Se admite cualquier carácter, también espacios. Sirven varias palabras sin relación entre sí. Se puede pegar.
setup-passphrase-again = Frase de contraseña, otra vez
setup-button = Crear el equipo
setup-error-token = Esta palabra de configuración no es correcta. Mire donde se inició el programa.
setup-error-name = Escriba un nombre de 1 a 60 caracteres.
setup-error-login = Use de 3 a 32 letras minúsculas, dígitos, puntos o guiones.
setup-error-short = La frase de contraseña tiene { $count } caracteres. Necesita al menos 15.
setup-error-long = La frase de contraseña tiene más de { $max } caracteres.
setup-error-differ = Las dos frases de contraseña no son iguales.
setup-done-already = Este nodo ya está configurado.
setup-recovery-title = La clave de recuperación
setup-recovery-first = Anótela ahora en papel. Se muestra una sola vez.
setup-recovery-why = Si todos los miembros pierden la frase de contraseña, solo esta clave abre los casos. Nadie puede volver a crearla.
setup-recovery-keep = Guarde el papel bajo llave, lejos del servidor. Cada uso de la clave avisa a todos los miembros.
setup-recovery-key = Clave de recuperación
setup-recovery-confirm = Escriba los últimos 6 caracteres que figuran en el papel
setup-recovery-button = Está en papel
setup-error-recovery = No son los últimos 6 caracteres. Mire el papel otra vez.
setup-finished-title = El equipo está listo.
setup-finished-text = Ya puede iniciar sesión. El nodo sigue cerrado a los visitantes hasta que no falte nada.

## Inicio de sesión
login-title = Iniciar sesión
login-name = Nombre de usuario
login-passphrase = Frase de contraseña
login-button = Iniciar sesión
login-error = El nombre o la frase de contraseña no es correcto.
login-error-empty = Escriba el nombre de usuario y la frase de contraseña.
login-error-many = Demasiados intentos desde aquí. Espere unos minutos y vuelva a intentarlo.
login-busy-title = El servidor está ocupado.
login-busy = Comprobar una frase de contraseña requiere trabajo, y otras personas esperan. Vuelva a intentarlo en unos segundos. Su cuenta no está bloqueada.
login-signed-out = Ha cerrado la sesión.

## Cola
queue-title = Cola
queue-waiting = { $count ->
    [one] { $count } en espera
   *[other] { $count } en espera
}
queue-danger = { $count ->
    [one] { $count } con peligro
   *[other] { $count } con peligro
}
queue-unclaimed = { $count ->
    [one] { $count } sin asignar
   *[other] { $count } sin asignar
}
queue-empty-title = No hay nadie en espera.
queue-empty-choice = Nada corresponde a esta elección.
queue-empty = Los mensajes nuevos aparecen aquí, primero los más urgentes. Vuelva a cargar la página para mirar.
queue-order = Primero los más urgentes; después, los que más llevan esperando.
queue-reload = Volver a cargar
queue-updated = Datos de las { $time }
queue-col-reason = Por qué está aquí
queue-col-age = Edad
queue-col-who = Quién escribe
queue-col-language = Idioma
queue-col-waiting = En espera
queue-col-claimed = A cargo de
queue-col-status = Estado
queue-open = Abrir el caso { $number }
queue-filter = Mostrar
queue-more = Página siguiente
queue-newer = Primera página
queue-wait-minutes = { $count ->
    [one] { $count } min
   *[other] { $count } min
}
queue-wait-hours = { $count ->
    [one] { $count } h
   *[other] { $count } h
}
queue-wait-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}

## Caso
case-title = Caso { $number }
case-back = Volver a la cola
case-received = Recibido: { $time }
case-waiting = En espera: { $time }
case-claimed-by = A cargo de { $name }
case-unclaimed = Sin asignar
case-claim = Asumir el caso
case-release = Liberar
case-first = Primero
case-danger-self = El visitante eligió: “Pienso en hacerme daño”. Su página siguiente mostraba con quién hablar. Pregunte con claridad por el suicidio. Ofrezca quedarse.
case-danger-near = El visitante eligió: “Alguien está cerca o viene hacia mí”. Su página siguiente mostraba con quién hablar. Pregunte dónde puede estar a salvo ahora.
case-danger-words = El texto tiene palabras que pueden indicar autolesión. La página siguiente del visitante mostraba con quién hablar. Lea primero estas palabras:
case-danger-later = Una señal de peligro llegó después del primer mensaje. La página siguiente del visitante mostraba con quién hablar. Lea primero lo que se añadió a la conversación.
case-answers = Qué respondió
case-question = Pregunta
case-answer-given = Respuesta
case-skipped = sin respuesta
case-q-danger = A salvo ahora
case-q-who = Sobre quién
case-q-age = Edad
case-q-threat = Amenaza con
case-q-want = Quieren
case-q-by = Plazo
case-q-happened = Hasta ahora
case-q-answer = Momento seguro para mirar
case-pasted = Qué pegó
case-words = En sus palabras
case-none = Nada
case-original = Se muestra tal como se envió
case-findings = Hallado en el texto
case-findings-about = Lo ha hallado una máquina. No decide nada. Cada hallazgo tiene un motivo.
case-identifiers = Nombres y cuentas
case-identifiers-none = No se dio ningún nombre ni cuenta.
case-id-place = Lugar
case-id-name = Nombre
case-id-side = De quién es
case-id-grade = Grado de certeza
case-side-them = la persona que amenaza
case-side-me = el visitante
case-side-other = otra persona
case-side-unknown = no se sabe
case-grade-claimed = declarado
case-grade-seen = visto en el original
case-grade-confirmed = confirmado por el proveedor o la policía
case-thread = Conversación con el visitante
case-thread-none = Todavía no se ha escrito nada.
case-from-visitor = Visitante, { $time }
case-from-desk = { $name }, { $time }
case-read = Abierto por el visitante: { $time }
case-answer = Respuesta
case-answer-in = Respuesta en el caso { $number }
case-answer-hint = El visitante la lee con el código, en este idioma: { $language }. Diga primero que no ha hecho nada malo. Pregunte una sola cosa a la vez.
case-answer-send = Enviar la respuesta
case-answer-send-in = Enviar la respuesta en el caso { $number }
case-answer-closed = El visitante pidió que no se le escriba. No se puede enviar ninguna respuesta.
case-notes = Notas
case-notes-hint = Solo para el equipo. El visitante nunca ve las notas.
case-notes-none = Todavía no hay notas.
case-note-add = Añadir nota
case-note-by = { $name }, { $time }
case-passed-by = Transmitido, a propuesta de { $name }, { $time }
case-earlier = Mostrar { $count } mensajes anteriores
case-status = Estado
case-status-close = Cerrar el caso
case-status-reopen = Abrir de nuevo
case-history = Qué se hizo
case-conflict-title = Alguien cambió este caso mientras usted lo miraba.
case-conflict = Así está ahora.
case-conflict-kept = Lo que escribió sigue en el formulario. No se guardó nada.
case-refused-claimed = El caso está a cargo de { $name }. Pida que lo libere, o colaboren mediante notas.
case-refused-unclaimed = Asuma primero el caso. Así los demás ven que usted trabaja en él.
case-refused-closed = El caso está cerrado. Ábralo primero de nuevo.
case-refused-erasing = El visitante está retirando lo que contó. Se puede leer hasta el { $date }, pero no cambiar.
case-refused-empty = No hay nada escrito en el campo “{ $field }”.
case-refused-long = El texto es demasiado largo. Caben { $max } caracteres.
case-refused-move = Este paso no es posible desde “{ $status }”.
case-sent = La respuesta se ha enviado.
case-noted = La nota se ha añadido.
case-claimed = Ha asumido este caso.
case-released = El caso vuelve a estar libre.
case-done-with = El caso está cerrado. Se puede volver a abrir.
case-open-again = El caso está abierto de nuevo y usted lo ha tomado.
case-erasing = El visitante ha retirado lo que contó. Las claves se destruyen el { $date }. Si cree que alguien le obligó, escriba una nota para el equipo.
case-erasing-held = El visitante ha retirado lo que contó. Hay una conservación: las claves se destruyen solo después del { $date }. Nadie trabaja con ello hasta entonces. Si cree que alguien le obligó, escriba una nota para el equipo.
case-nothing-seen = No se pidió ninguna foto. No hay ninguna guardada.

## Estado de un caso
status-new = nuevo
status-open = abierto
status-answered = respondido
status-closed = cerrado
status-erasing = en proceso de retirada
status-restricted = restringido por una obligación legal de conservación

## Niveles, desde el más urgente
lane-0 = Peligro
lane-1 = Plazo cercano
lane-2 = Ya difundido
lane-3 = Menos de 13, o nuevas exigencias
lane-4 = Otros

## Por qué un caso está en su nivel
reason-danger-self = Piensa en hacerse daño
reason-danger-near = Alguien está cerca o va hacia allí
reason-selfharm-words = Palabras que pueden indicar autolesión
reason-danger-later = Una señal de peligro llegó después
reason-deadline-hour = Plazo de una o dos horas
reason-deadline-today = Plazo: hoy
reason-shared = Ya se mostró a alguien
reason-under13 = Menos de 13 años
reason-again = Volvieron y quieren más
reason-other = Sin señales de plazo ni de peligro

## Palabras breves para la cola y las respuestas
age-u13 = menos de 13
age-a13 = de 13 a 15
age-a16 = 16 o 17
age-a18 = 18 o más
age-skip = edad no indicada
who-me = sobre su propia situación
who-child = madre o padre
who-friend = amiga o amigo
who-pupil = escuela o trabajo con jóvenes
who-other = otra persona
who-skip = no indicado
danger-self = piensa en hacerse daño
danger-near = alguien está cerca o va hacia allí
danger-no = a salvo
danger-skip = no indicado
threat-pictures = fotos o videos
threat-information = información
want-money = dinero o tarjetas de regalo
want-more = más fotos
want-act = un acto o un encuentro
want-harm = hacer daño
want-unknown = no se sabe
by-hour = dentro de una o dos horas
by-today = hoy
by-tomorrow = mañana
by-later = más tarde
by-none = ninguno conocido
happened-paid = pagó
happened-sent = envió más
happened-shared = se mostró a alguien
happened-deleted = borró mensajes
happened-blocked = bloqueó la cuenta
happened-again = volvieron
happened-fake = foto inventada
happened-nothing = nada de esto

## El nodo
node-title = Este nodo
node-open = Abierto. Los visitantes pueden enviar mensajes.
node-closed-title = Este nodo está cerrado
node-closed = Las páginas de ayuda funcionan. “Cuéntanos qué pasó” dice que nadie puede leer mensajes en este momento.
node-closed-missing = Faltan estos puntos:
node-open-demo = Esto es una demostración: está abierta aunque falten puntos. Un nodo real solo se abre cuando todos los puntos están hechos.
node-missing-members = Dos miembros con un segundo factor
node-missing-recovery = La clave de recuperación está confirmada
node-missing-alarm = Se envió un aviso urgente de prueba y se confirmó su recepción
node-missing-hours = Horario de atención y un tiempo habitual de respuesta que sea verdadero
node-missing-secrecy = El texto sobre qué se mantiene en secreto, para cada país
node-missing-crisis = Una línea de crisis comprobada para cada país
node-missing-helpline = Una línea de ayuda para la infancia comprobada para cada país
node-missing-review = Textos de seguridad firmados por una persona revisora, para cada idioma
node-missing-done = hecho
node-missing-todo = falta
node-doctor = La misma lista en la línea de comandos:

## Cuando algo no funciona
error-signed-out-title = No ha iniciado sesión.
error-signed-out = Inicie sesión para continuar.
error-signed-out-copy = Primero copie lo que escribió: desaparece al salir de esta página. Después inicie sesión para continuar.
error-forbidden-title = No tiene acceso a esto.
error-forbidden = El caso pertenece a otro equipo, o la página requiere otro rol.
error-case-title = No existe ese caso.
error-case = Puede que el visitante lo haya retirado, o que la dirección sea incorrecta.
error-origin-title = El formulario llegó desde otro lugar.
error-origin = Por seguridad no se usó. Abra la página de nuevo y repita el paso.
error-desk-title = Algo en el programa no funciona.
error-desk = No se perdió nada de lo guardado. Vuelva a intentarlo. Si continúa, avise a la persona que administra este nodo.
error-desk-busy-title = El servidor está ocupado.
error-desk-busy = Espere unos segundos y envíe de nuevo. Lo que escribió sigue en el formulario.
