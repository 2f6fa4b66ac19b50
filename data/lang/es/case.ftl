### reviewed = false

## Qué se dijo y cómo llegó

case-said = Qué se dijo
case-fingerprints = { $count ->
    [one] Huella de una foto
   *[other] Huellas de { $count } fotos
}
case-fingerprints-under-18 = edad en la foto: menos de 18 años
case-fingerprints-adult = edad en la foto: 18 años o más
case-fingerprints-unknown = edad en la foto: sin decir
case-fingerprints-wish = quiere saber
case-fingerprints-stopped = El visitante paró todas las huellas
case-origin-typed = Escrito por el visitante
case-origin-pasted = Pegado por el visitante
case-origin-spoken = Dicho a { $name }, que lo anotó
case-not-opened = Sin abrir con el código desde entonces

## Nombres y cuentas

case-name-about = Solo se busca en otros casos lo que es de la persona que amenaza.
case-source-typed = escrito por el visitante
case-source-found = hallado en el texto
case-source-staff = anotado por el equipo
case-maybe = Quien tiene esta cuenta puede ser también una víctima
case-maybe-hacked = cuenta quizá robada
case-maybe-mule = quizá se usa para recibir dinero
case-maybe-minor = quizá es menor de edad
case-name-mark = Marcar o corregir
case-name-marked-by = Marcado por { $name }, { $time }
case-name-correct = Corregir este nombre
case-name-wrong = Persona equivocada
case-name-wrong-hint = Lo quita de toda búsqueda. Queda aquí, tachado.
case-name-gone-wrong = persona equivocada
case-name-gone-corrected = corregido
case-name-add = Añadir un nombre o una cuenta
case-name-saved = La marca está guardada.
case-name-added = El nombre está añadido.
case-name-corrected = El nombre está corregido.
case-name-withdrawn = El nombre está retirado.
case-refused-name = Esto no se lee como un nombre o una cuenta. Un nombre se parece a @ana_88 o ana@example.org. No se guardó nada.
case-lead = { $count ->
    [one] Aparece en { $count } informe; grado más bajo: { $grade }.
   *[other] Cuenta en común: aparece en { $count } informes; grado más bajo: { $grade }.
}
case-lead-elsewhere = { $count ->
    [one] { $count } caso más en un equipo al que usted no pertenece.
   *[other] { $count } casos más en equipos a los que usted no pertenece.
}
case-lead-about = Una pista es una cuenta en común. No dice quién está detrás.

## La respuesta

case-answer-leaves = La respuesta sale dos minutos después de enviarla. Hasta entonces la puede recuperar.
case-answer-go = Ir a su respuesta
case-leaving = La respuesta sale en dos minutos. Hasta entonces la puede recuperar.
case-leaves-at = En camino. Salida: { $time }. El visitante aún no la ve.
case-leaves-stopped = Esto no salió. El visitante pidió silencio o retira su informe.
case-undo = Recuperarla
case-undone = La respuesta está recuperada. Vuelve a ser un borrador.
case-send-now = Enviarla ahora
case-draft-save = Guardar borrador
case-draft-saved = El borrador está guardado. Solo usted lo ve.
case-draft-at = Su borrador: { $time }.
case-meaning = Qué significa en mi idioma
case-meaning-hint = Solo para el equipo. Lo escribe una persona. El visitante nunca lo ve.
case-meaning-add = Decir qué significa
case-meaning-by = Significado, según { $name }: { $text }
case-meaning-saved = La nota está guardada.
case-wording = Mire estas palabras una vez más
case-wording-about = Pueden sonar a reproche o prometer demasiado. Cámbielas, o envíe la respuesta tal cual. Usted decide.
case-wording-send = Enviar tal cual
case-templates = Textos para empezar
case-templates-hint = Añade un texto al final, en el idioma del visitante. Cámbielo hasta que encaje.

## Tareas

case-tasks = Tareas
case-tasks-none = Ninguna tarea.
case-task-add = Añadir una tarea
case-task-text = Qué hay que hacer
case-task-whose = Quién
case-task-anybody = cualquiera del equipo
case-task-due = Último día
case-task-for = para { $name }
case-task-due-on = hasta el { $date }
case-task-done-by = hecha por { $name }, { $time }
case-task-do = Hecha
case-task-undo = Al final no está hecha
case-task-late = Con retraso
case-task-saved = La tarea está anotada.
case-task-marked = La tarea está cambiada.
tasks-title = Mis tareas
tasks-none = No hay nada que hacer.
desk-tasks = { $count ->
    [0] Mis tareas
   *[other] Mis tareas ({ $count })
}

## Relevo

case-handover = Pasar el caso
case-handover-about = La siguiente persona lee esto primero, para que el niño o la niña lo cuente una sola vez. Cámbielo hasta que esté bien.
case-handover-to = A quién
case-handover-desk = de vuelta al equipo
case-handover-text = Qué debe saber la siguiente persona
case-handover-by = Pasado por { $name } a { $to }, { $time }
case-handover-last-visitor = Último mensaje del visitante: { $time }
case-handover-last-desk = Última respuesta del equipo: { $time }
case-handover-no-answer = Nadie ha respondido todavía.
case-handover-task = Tarea abierta: { $text }
case-handed-over = El caso está pasado.

## Dos casos juntos

case-together = Llevar dos casos juntos
case-together-about = Para dos informes sobre el mismo niño o niña, por ejemplo de un padre y del hijo. Aquí ve los dos. Cada uno conserva su conversación, su código y sus respuestas.
case-together-with = Con qué caso
case-together-none = No hay otro caso que elegir.
case-together-typed = O escriba su número o su identificador completo
case-refused-no-case = Ningún caso, o más de uno, tiene aquí este número. Escriba el identificador completo: está en la dirección de la página del caso.
case-together-other = Al lado: caso { $number }
case-together-apart = Una conversación aparte. Nada de lo escrito aquí se ve en la otra.
case-together-part = Llevarlo otra vez por separado
case-joined = Lleva los dos casos juntos.
case-parted = Los casos están otra vez por separado.
case-changed = Está cambiado.

## Por teléfono

phone-title = Informe por teléfono
phone-about = Lea las preguntas en voz alta. Cada una se puede saltar. Diga que nunca hace falta una imagen. Diga qué guarda en secreto y cuándo no puede.
phone-language = Idioma de la persona
phone-words = Qué dice, en sus palabras
phone-words-hint = Escríbalo como se dice. Queda anotado que se lo dijeron a usted.
phone-pasted = Mensajes que lee en voz alta
phone-send = Guardar y mostrar el código
phone-done-title = Guardado. Lea este código en voz alta.
phone-done-about = Solo se muestra ahora. Con él la persona vuelve y lee su respuesta. Pida que lo anote y que se lo lea.
phone-done-digits = El mismo código en cifras:

## Qué se hizo

did-line = { $time } · { $who } · { $what }
did-visitor = visitante
did-house = el programa
did-other = { $what }
did-report-received = informe recibido
did-report-added = añadió algo
did-report-spoken = anotó lo que se dijo
did-thread-opened = abrió la conversación con el código
did-thread-code-changed = tomó otro código
did-thread-quieted = pidió que no se le escriba
did-thread-erase-asked = lo retiró todo
did-thread-kept = al final lo conservó
did-thread-erased = destruido
did-case-claimed = asumió el caso
did-case-released = lo liberó
did-case-opened = abrió el caso
did-case-answered = escribió una respuesta
did-case-noted = escribió una nota
did-case-status = cambió el estado
did-case-relaned = subió: el plazo está cerca
did-case-handed-over = pasó el caso
did-case-joined = lleva dos casos juntos
did-case-parted = lo lleva otra vez por separado
did-answer-left = la respuesta salió
did-answer-taken-back = recuperó la respuesta
did-answer-stopped = la respuesta no salió
did-answer-as-it-is = envió las palabras tal cual
did-message-explained = anotó qué significa un mensaje
did-name-marked = marcó un nombre
did-name-added = añadió un nombre
did-name-corrected = corrigió un nombre
did-name-withdrawn = persona equivocada: retiró un nombre
did-task-set = anotó una tarea
did-task-done = hizo una tarea
did-task-undone = volvió a abrir una tarea

## Textos para empezar. Los lee el visitante: edad de lectura de 9 a 11 años.

template-first-name = Primera respuesta
template-first = Hiciste bien en escribir. No has hecho nada malo. Lo que ellos hacen está prohibido y no es tu culpa. Hemos leído lo que cuentas. Seguimos contigo en esto.
template-safe-name = ¿A salvo?
template-safe = Primero una pregunta. ¿Estás a salvo ahora? ¿Hay alguien cerca que te puede hacer daño? ¿Piensas en hacerte daño? Basta una palabra. Si ahora hay peligro, llama a alguien de «Hablar con alguien». Allí ayudan enseguida.
template-paid-name = Ya pagó
template-paid = Pagaste porque te dieron miedo. Le pasa a mucha gente. Ahora puedes parar. Pagar más no los detiene. Guarda el recibo o el número. Si quieres, dinos cómo pagaste. A veces el banco o la tienda puede ayudar.
template-keep-name = Guardar los mensajes
template-keep = Guarda los mensajes, por favor. Ayudan a encontrar a quien hace esto. Puedes sacar fotos del chat: el nombre, el enlace, la fecha. Deja fuera las imágenes de ti. Después los puedes bloquear.
near-template-keep = ¿Puedes guardar los mensajes sin peligro? Si no, no hace falta. Puedes contarnos aquí lo que escribieron. Deja fuera las imágenes de ti.
template-shared-name = Ya se compartió
template-shared = Duele que alguien la haya visto. Todavía se puede hacer algo. Se puede pedir a los servicios que bloqueen la imagen. Para eso nadie tiene que mirarla. Dinos dónde estaba. Por favor, no nos la envíes.
template-tell-name = Contárselo a alguien
template-tell = ¿Hay una persona adulta en quien confías? No hace falta contarlo todo. Puedes mostrar una frase: «Alguien me amenaza en internet y necesito ayuda». Si quieres, buscamos juntos las palabras.
near-template-tell = ¿Hay alguien con quien estás a salvo? No hace falta contarlo todo. Basta una frase: «Alguien me amenaza y necesito ayuda». Si quieres, buscamos juntos las palabras.
template-accounts-name = Cuentas
template-accounts = Una cosa ayuda mucho. Oculta tu lista de amigos. Así ven a menos gente a quien escribir. Luego pon tu cuenta en privado. Después elige una contraseña nueva. Un paso cada vez es suficiente.
template-wait-name = Necesitamos tiempo
template-wait = Hemos leído tu mensaje. Necesitamos un poco de tiempo para responder bien. Te escribimos aquí otra vez el … Si es urgente, no nos esperes. Llama a alguien de «Hablar con alguien».
template-handover-name = Sigue otra persona
template-handover = Desde ahora te escribe otra persona de nuestro equipo. Ha leído lo que nos contaste. No hace falta contarlo otra vez. Le puedes preguntar lo que quieras.
template-closing-name = Final
template-closing = Ahora parece más tranquilo. Paramos aquí por el momento. Tu código sigue funcionando. Si empieza otra vez, o si solo quieres hablar, escribe aquí. Hiciste mucho. No fue por ti, no es tu culpa.

# What a machine reads in pasted words
case-machine = Lo que una máquina lee ahí
case-machine-about = Una máquina marcó lo que conoce de otras amenazas. No decide nada y puede equivocarse. Las palabras de la propia persona no se leen así.
case-machine-rules = Reglas:
element-threat-distribution = Amenaza de mostrarlo
element-demand-money = Pide dinero
element-demand-content = Pide imágenes o una llamada
element-demand-act = Exige un acto
element-deadline = Pone un plazo
element-audience = Quién lo vería
element-possession-claim = Dice que lo tiene
element-leverage-info = Conoce su vida
element-payment-rail = Forma de pago
element-isolation = No contarlo, no bloquear
element-distribution-started = Ya empezó
element-platform-move = Seguir en otro lugar
element-image-request = Pide una imagen
element-fabricated-image = Imagen fabricada
element-escalation-repeat = Pide otra vez

# «Esta lectura es errónea», y los ejemplos que salen de ello
case-misread = Esta lectura es errónea
case-misread-about = Diga qué debería haber leído la máquina. Se guarda en este caso, sellado, para quien corrige las reglas.
case-misread-wrote = ¿Quién escribió estas palabras?
wrote-offender = Alguien que amenaza o exige
wrote-victim = La persona a la que le pasa
wrote-bystander = Alguien que lo sabe
wrote-educator = Alguien que enseña, avisa o informa
wrote-none = Nada de esto
case-misread-why = ¿Por qué se equivoca la máquina?
whywrong-quotes = Repite lo que escribió otra persona
whywrong-joke = Un juego entre amigos
whywrong-help = Pide ayuda o avisa
whywrong-missed = No vio una amenaza o una exigencia
whywrong-part = Toma una parte por otra cosa
whywrong-language = Un idioma o una palabra que no conoce
whywrong-other = Otra cosa
case-misread-rewrite = Un ejemplo con otras palabras (puede quedar vacío)
case-misread-warning = Sin nombres, sin palabras exactas.
case-misread-rewrite-hint = Escríbalo de nuevo, en el idioma del texto, de modo que nadie pueda reconocerse. Lo que escriba aquí sale de este caso, sin su número, y queda aunque el caso se borre. Como máximo { $max } caracteres.
case-misread-saved = Guardado. Nada salió de este caso.
case-misread-released = Guardado. El ejemplo con otras palabras salió del caso.
case-misread-by = Lectura marcada como errónea por { $name }, { $time }: { $wrote }. { $why }.
case-misread-was-released = Un ejemplo con otras palabras salió del caso.
case-misread-names = No salió del caso: contiene un nombre, una cuenta, un número o un enlace.
case-misread-words = No salió del caso: contiene palabras exactas de este caso. Dígalo con otras palabras.
case-misread-full = No salió del caso: no queda sitio. Primero hay que quitar ejemplos antiguos.
case-name-marked-visitor = Marcado por la propia persona, { $time }
did-thread-named = dijo de quién son los nombres
did-reading-marked = marcó como errónea una lectura de la máquina
examples-title = Ejemplos para las reglas
examples-about = Miembros los escribieron con otras palabras donde la máquina se equivocaba. Aquí no figura el número de ningún caso. Lea cada uno antes de usarlo: si se puede reconocer a alguien, quítelo.
examples-none = Nada salió de los casos.
examples-by = { $wrote }. { $why }. { $lang }, { $date }, reglas { $rules }
examples-file = Todos en un archivo
examples-take-out = Quitar
examples-taken-out = El ejemplo se quitó.
