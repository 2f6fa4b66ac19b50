### reviewed = false
# Textos del sitio de ayuda. Quien lee tiene entre 9 y 17 años, tiene miedo y usa un teléfono pequeño.
# Frases cortas, palabras de todos los días, tiempo presente. Sin culpa, sin signos de exclamación, sin promesas que no se puedan cumplir.
# Se traduce el sentido, no las palabras. Una persona nativa experta en protección de la infancia firma cada idioma.

## En todas las páginas
common-title = Ayuda
common-skip = Ir al texto
common-leave = Salir de esta página
common-demo = Demostración: en realidad, nadie lee esto.
common-languages = Idiomas
common-help = Ayuda en todas las páginas
common-talk = Hablar con alguien
common-now = Qué hacer ahora
common-tell = Cuéntanos qué pasó
common-back = Tengo un código
common-go-back = Atrás
common-external = Esto abre otro sitio web.
common-leave-two = Mayús, pulsa 2 veces más para salir.
common-leave-one = Mayús, pulsa 1 vez más para salir.
common-leave-stay = Sigues en esta página.
common-lost = Esto no salió. Aquí no se perdió nada. Revisa tu conexión y pulsa otra vez.
common-leaving = Cómo salir de esta página
common-copy = Copiar
common-copied = Copiado

## Primera página (/)
home-title = No has hecho nada malo.
home-first = ¿Alguien te amenaza con mostrar fotos privadas o secretos tuyos? Lo que hace esa persona es un delito. Tú no lo causaste. Hay cosas que ayudan.
home-safe-title = ¿Estás a salvo ahora mismo?
home-safe = ¿Piensas en hacerte daño? ¿Alguien va hacia donde estás?
home-safe-link = Buscar ahora a una persona con quien hablar
home-doors = ¿Qué te gustaría hacer?
home-now = Qué hacer ahora
home-now-about = Un paso pequeño cada vez.
home-talk = Hablar con alguien
home-talk-about = Por teléfono, chat o mensaje, en tu país.
home-tell = Cuéntanos qué pasó
home-tell-about = No hace falta tu nombre. Lo lee una persona.
home-tell-closed = En este momento no podemos leer mensajes. Te mostramos quién sí puede.
home-back = Tengo un código
home-back-about = Lee la respuesta, escribe más o retira lo que contaste.
home-true = Aquí no hace falta ninguna foto, ningún nombre ni ninguna cuenta.

## Qué hacer ahora (/now)
now-title = Qué hacer ahora
history-title = Quita esta página de tu historial
history-first = “Salir de esta página” no borra tu historial. Quizás tu teléfono todavía muestre que estuviste aquí.
history-1 = Abre el menú de tu navegador.
history-2 = Abre “Historial”.
history-3 = Busca las líneas que se llaman “Ayuda”.
history-4 = Deja el dedo sobre cada línea. O toca el signo que está a su lado. Elige “Borrar” o “Eliminar”.
history-whole = Quita solo estas líneas. Si alguien revisa tu teléfono, un historial vacío le puede parecer raro.
history-private = La próxima vez puedes usar una ventana privada. No guarda historial en este teléfono.

## Hablar con alguien (/talk)
talk-title = Hablar con alguien
talk-danger-title = ¿Estás en peligro ahora mismo?
talk-danger = Si estás en peligro ahora, llama al número de emergencias de tu país. O busca lo más cercano: una persona adulta, un hospital o la policía.
talk-emergency = Número de emergencias
talk-country = ¿En qué país estás?
talk-country-hint = Solo lo usamos para mostrarte a las personas adecuadas. No lo guardamos.
talk-country-choose = Elige un país
talk-country-none = Prefiero no decirlo
talk-country-button = Mostrar con quién puedo hablar
talk-country-error = Elige un país de la lista, o “Prefiero no decirlo”.
talk-found = Personas con las que puedes hablar
talk-found-in = En este país: { $country }
talk-call = Llamar
talk-text = Enviar un mensaje
talk-chat = Chat
talk-web = Sitio web
talk-hours = Horario
talk-languages = Idiomas
talk-free = Llamada gratis
talk-checked = Comprobamos esto el { $date }.
talk-next = Si nadie responde, prueba con el siguiente:
talk-next-last = Si nadie responde, prueba con una de estas listas
talk-none = No tenemos ningún número comprobado para tu país.
talk-none-asked = No sabemos en qué país estás, así que no mostramos ningún número. Las listas de abajo pueden ayudar.
talk-networks = Listas de líneas de ayuda en muchos países
talk-networks-about = Estas listas las hacen otras personas. No hemos comprobado cada número.
talk-network-child = Líneas de ayuda para niñas, niños y jóvenes
talk-network-crisis = Líneas de ayuda para cuando piensas en hacerte daño
talk-network-hotline = Lugares para reportar fotos
talk-expect = Qué pasa cuando llamas o escribes
talk-expect-2 = Puedes decir: “Alguien me amenaza por internet.” Con eso basta para empezar.
talk-expect-3 = Puedes preguntar primero: “¿Tengo que decir mi nombre? ¿A quién se lo van a contar?”
talk-expect-4 = Puedes decir: “No quiero responder a eso.” Puedes parar cuando quieras.
talk-after = También puedes escribirnos
talk-change = Elegir otro país

## Cuéntanos qué pasó (/tell)
tell-title = Cuéntanos qué pasó
tell-first = No hace falta tu nombre. Una persona lee lo que escribes. Puedes saltarte cualquier pregunta.
tell-picture = No nos envíes la foto. Nunca la necesitamos.
tell-time = Toma unos tres minutos. Puedes parar cuando quieras.
tell-secret-title = Qué mantenemos en secreto
tell-secret = Lo que escribes se cierra con llave antes de guardarse. Solo lo puede leer nuestro equipo, o quien tenga tu código. Con tu código puedes retirarlo. Lo que ya pasamos a otros no lo podemos retirar.
tell-errors-title = Falta mirar algo otra vez
tell-errors-kept = Lo que escribiste sigue aquí. No se ha perdido nada.
tell-error-empty = Todavía no hay nada que enviar. Elige una respuesta o escribe una línea.
tell-error-long = Es demasiado largo para este espacio. Caben { $max } letras.
tell-danger = ¿Estás a salvo ahora mismo?
tell-danger-hint = Si escribes por otra persona, responde por ella.
tell-danger-self = No. Pienso en hacerme daño
tell-danger-near = No. Alguien está cerca o viene hacia mí
tell-danger-no = Sí. Ahora mismo estoy a salvo
tell-danger-skip = Prefiero no decirlo
tell-who = ¿A quién le pasa esto?
tell-who-me = A mí
tell-who-child = A mi hija o a mi hijo
tell-who-friend = A una amiga o a un amigo
tell-who-pupil = A una alumna o un alumno, o a una persona joven con quien trabajo
tell-who-other = A otra persona
tell-age = ¿Qué edad tiene la persona a quien le pasa esto?
tell-age-hint = La edad de la persona que recibe las amenazas.
tell-age-u13 = Menos de 13
tell-age-a13 = De 13 a 15
tell-age-a16 = 16 o 17
tell-age-a18 = 18 o más
tell-age-skip = Prefiero no decirlo
tell-threat = ¿Qué dicen que van a mostrar?
tell-many-hint = Elige todo lo que sea verdad.
tell-threat-pictures = Fotos o videos
tell-threat-information = Un secreto, o algo sobre mí
tell-want = ¿Qué quieren?
tell-want-money = Dinero o tarjetas de regalo
tell-want-more = Más fotos o videos
tell-want-act = Que haga algo, o que nos veamos en persona
tell-want-harm = Sobre todo, hacerme daño
tell-want-unknown = No lo sé
tell-by = ¿Dijeron hasta cuándo?
tell-by-hour = Dentro de una o dos horas
tell-by-today = Hoy
tell-by-tomorrow = Mañana
tell-by-later = Más tarde
tell-by-none = No, o no lo sé
tell-happened = ¿Qué ha pasado hasta ahora?
tell-happened-hint = Elige todo lo que sea verdad. Aquí ninguna respuesta es mala.
tell-happened-paid = Pagué algo
tell-happened-sent = Envié algo más
tell-happened-shared = Se lo mostraron a alguien
tell-happened-deleted = Borré el chat, o una parte
tell-happened-blocked = Bloqueé a esa persona
tell-happened-again = Volvieron y quieren más
tell-happened-fake = La foto es inventada. No es real
tell-happened-nothing = Nada de esto
tell-places = ¿Dónde pasó?
tell-places-hint = Escribe la app o el sitio, y el nombre que se usa allí. Dinos de quién es ese nombre. Esto nos ayuda a no confundirte con quien te amenaza.
tell-row = Lugar { $number }
tell-more-places = Añadir otro lugar
tell-place = App o sitio
tell-name = Nombre, enlace o número allí
tell-side = ¿De quién es este nombre?
tell-side-them = De la persona que me amenaza
tell-side-me = Mío
tell-side-other = De otra persona
tell-side-unknown = No lo sé
tell-pasted = Si puedes, pega aquí los mensajes
tell-pasted-hint = Puedes pegar solo las palabras. No hacen falta fotos.
tell-words = Cuéntalo con tus palabras
tell-words-hint = ¿Qué te hicieron? Unas pocas palabras son suficientes. Puedes escribir en cualquier idioma.
tell-answer = ¿Cuándo puedes mirar sin peligro?
tell-answer-hint = Puedes leer nuestra respuesta aquí, con tu código. Dinos un buen momento. Si otra forma es más segura para ti, escríbela aquí.
tell-send = Enviar
tell-send-hint = Después te damos un código. Con él puedes volver.

## Después de enviar (/tell/done)
done-title = Ya lo tenemos. Una persona lo va a leer.
done-elsewhere-title = Ya tenemos tu mensaje.
done-elsewhere = Tu código nuevo abre tu página.
done-again-title = Ya lo habías enviado. Es el mismo código.
done-added-title = Añadimos lo que escribiste a tu primer mensaje.
done-added = Es el mismo código de antes.
done-danger-title = Habla primero con una persona
done-danger = Nos dijiste que no estás a salvo, o que te duele mucho. No hace falta que nos esperes.
done-danger-after = Tu código está más abajo. Deja esta página abierta mientras llamas.
done-code = Con estas seis palabras puedes volver
done-digits = El mismo código en números
done-keep-title = Guarda tu código
done-keep-1 = Anota las palabras, en este orden. O anota los números. Solo necesitas una de las dos cosas.
done-keep-2 = Guárdalo donde la persona que te amenaza no mira. También lo puede guardar alguien de confianza.
done-keep-3 = No podemos enviarte el código otra vez. Solo este código abre tu página.
done-lost = Si lo pierdes, puedes escribirnos otra vez. No has hecho nada malo.
done-print = Puedes imprimir esta página. Solo se imprime una tarjeta pequeña con el código.
done-card = Mi código
done-next = Mientras esperas
done-now = Qué hacer ahora
done-back = Abrir mi página con el código

## Volver (/back)
back-title = Tengo un código
back-first = Escribe tus seis palabras. O escribe los números. Los espacios y las mayúsculas no importan. El orden sí.
back-code = Tu código
back-code-hint = Seis palabras o 18 números. Puedes pegarlos.
back-open = Abrir mi página
back-lost-title = ¿Perdiste tu código?
back-lost = No podemos enviarlo otra vez. Puedes escribirnos de nuevo. Una persona intenta juntar lo que escribiste.
back-error-title = El código no abrió ninguna página
back-error-empty = Escribe aquí tus seis palabras o tus números.
back-error-word = No conocemos la palabra “{ $word }”. Mira cómo está escrita.
back-error-short = { $count ->
    [one] Aquí hay una palabra. Un código tiene seis palabras, o 18 números.
   *[other] Aquí hay { $count } palabras. Un código tiene seis palabras, o 18 números.
}
back-error-digits = Un código tiene 18 números, o seis palabras. Mira si falta algo.
back-error-wrong = Ningún mensaje se abre con este código. Mira cada palabra y el orden de las palabras.
back-error-many = Espera unos minutos y prueba otra vez. Tu código sigue sirviendo.
back-error-expired = Esta página estuvo abierta mucho tiempo. Se cerró para cuidarte. Escribe tu código otra vez.
thread-title = Tu página
thread-unread = Nadie ha leído esto todavía. Por favor, llama ahora a uno de estos números.
thread-unread-none = Nadie ha leído esto todavía. Por favor, no nos esperes. Busca a alguien que pueda ayudarte ahora.
thread-wait = Tenemos lo que escribiste. Todavía no hay respuesta.
thread-new = Nueva respuesta
thread-answers = Nuestras respuestas
thread-from-us = Te escribimos el { $date }
thread-from-you = Escribiste el { $date }
thread-from-you-pasted = Mensajes que pegaste el { $date }
thread-from-you-answers = Tus respuestas del { $date }
thread-yours = Lo que nos enviaste
thread-yours-open = Mostrar lo que envié
thread-write = Escríbenos
thread-write-hint = No hace falta contarlo otra vez. Escribe solo lo nuevo. No nos envíes la foto.
thread-send = Enviar
thread-sent = Ya lo tenemos. Lo añadimos a tu página.
thread-error-empty = Primero escribe algo y después pulsa “Enviar”.
thread-closed = Nos pediste que no te escribamos. Ya no escribimos aquí. Si nos escribes otra vez, podemos volver a contestarte.
thread-closed-desk = Cerramos esta página. Todavía puedes leerla y puedes escribirnos otra vez.
thread-more = Más cosas que puedes hacer
thread-newcode = Otra persona tiene mi código
thread-newcode-about = Pide un código nuevo. El anterior deja de servir.
thread-close = No me escriban
thread-close-about = Si pulsas aquí, dejamos de escribirte. Lo que nos contaste se queda aquí.
thread-erase = Retirar lo que conté
thread-erase-about = Si pulsas aquí, ya nadie puede leerlo con el código. Antes te preguntamos otra vez.
thread-danger = ¿Estás a salvo ahora mismo?
thread-danger-link = Buscar ahora a una persona con quien hablar
newcode-title = ¿Quieres un código nuevo?
newcode-text = Te damos seis palabras nuevas. Desde ese momento, el código anterior no abre nada.
newcode-safe = Hazlo donde nadie pueda ver tu pantalla.
newcode-yes = Quiero un código nuevo
newcode-done-title = Este es tu código nuevo
newcode-done = El código anterior ya no sirve.
newcode-open = Volver a mi página
close-title = ¿Quieres que dejemos de escribirte?
close-text = Si pulsas “No me escriban”, dejamos de escribirte. Lo que nos contaste se queda aquí. Todavía puedes leerlo.
close-yes = No me escriban
close-no = No, me pueden escribir
close-done-title = Dejamos de escribirte.
close-done = Tú todavía puedes escribirnos. Entonces podemos volver a contestarte. Tu código sigue sirviendo.
erase-title = ¿Quieres retirar lo que nos contaste?
erase-text-1 = Si pulsas “Retirar todo”, desde ese momento nadie puede leerlo con el código.
erase-text-2 = Después de 7 días, el { $date }, destruimos las llaves que lo abren. Hasta entonces puedes cambiar de idea.
erase-text-3 = Después del { $date } no queda ninguna copia de seguridad.
erase-text-4 = Si ya pasamos algo a otros, no podemos retirarlo desde aquí.
erase-asked = ¿Alguien te dice que lo hagas? Puedes decirle que no. También puedes contarnos, o hablar antes con alguien.
erase-hold = Tenemos que guardar una parte hasta el { $date }. Nadie trabaja con ella hasta entonces.
erase-yes = Retirar todo
erase-no = No, dejarlo como está
erase-done-title = Ya está cerrado.
erase-done-1 = Nadie puede leerlo con el código.
erase-done-2 = Destruimos las llaves el { $date }. Después del { $backup } no queda ninguna copia de seguridad.
erase-done-3 = ¿Cambiaste de idea? Puedes parar esto hasta el { $date }. Guarda tu código hasta entonces.
erase-cancel = Parar esto y guardar lo que escribí
erase-cancelled-title = Guardamos lo que escribiste.
erase-cancelled = Tu página está abierta otra vez. Tu código sigue sirviendo.
erase-gone = Lo que nos contaste se retiró. Aquí ya no hay nada.

## Salir (/leave)
leave-title = Cerrado
leave-text = Esta página está cerrada.

## Cómo salir (/leaving)
leaving-title = Cómo salir de esta página
leaving-first = Toca “Salir de esta página”. Se abre otro sitio enseguida. No tiene nada que ver con nosotros.
leaving-back = ¿Alguien toca “Atrás” después? No se ve lo que escribiste.
leaving-shift = En una computadora también puedes pulsar tres veces la tecla Mayús.
leaving-close = También puedes cerrar la ventana o apagar la pantalla. Eso siempre está bien.
leaving-watch-title = ¿Alguien mira tu teléfono?
leaving-watch = Hay aplicaciones para ver lo que hace otro teléfono. Salir de la página no detiene eso. Usa otro teléfono si puedes. Puedes pedirlo en la escuela, o a un amigo o una amiga.
leaving-next = ¿A dónde quieres ir ahora?

## Muchas personas a la vez (503)
busy-title = Muchas personas están escribiendo ahora mismo.
busy-text = Tus palabras siguen aquí. Toca el botón otra vez.
busy-nothing-lost = No se ha perdido nada. Espera un momento antes de tocarlo.
busy-again = Probar otra vez
busy-talk = O habla ahora con alguien

## Cuando algo no funciona
error-notfound-title = Aquí no hay ninguna página.
error-notfound-text = Quizás la dirección es antigua, o hay una letra cambiada. No has hecho nada malo.
error-broken-title = Algo de nuestro lado no funciona.
error-broken-text = No es por ti. No se ha perdido nada de lo que ya teníamos. Espera un momento y prueba otra vez.
error-broken-sent = ¿Acabas de tocar “Enviar”? Si te dimos un código, tenemos tu mensaje. Si no, envíalo otra vez.
error-method-title = Esta página se abre de otra forma.
error-method-text = Empieza en la primera página. No has hecho nada malo.
error-large-title = Es demasiado para un solo mensaje.
error-large-text = Envía solo las palabras, y solo una parte. Después puedes añadir más con tu código.
error-doors = Estas páginas funcionan
error-home = Primera página

## Cuando todavía no se pueden leer mensajes
closed-title = En este momento no podemos leer mensajes. Otras personas sí pueden escucharte.
closed-text = Hoy nadie puede leer aquí lo que escribes. Por eso no te pedimos que lo escribas.
closed-kept = No lo guardamos. Puedes copiarlo, si para ti no es peligroso.
closed-pasted = Mensajes que pegaste
closed-back = ¿Tienes un código? Tu página todavía se abre.
closed-talk = Hablar con alguien
closed-now = Qué hacer ahora

## La demostración: puertas inventadas, que nunca deben tomarse por reales
demo-door-crisis = Línea de crisis inventada (demostración)
demo-door-child = Línea de ayuda para jóvenes inventada (demostración)
demo-door-police = Oficina de policía inventada (demostración)
demo-door-chat = También por chat (inventado)
demo-door-hours = Siempre abierto (inventado)

## Dates
date-words = { $day } de { $month } de { $year }
date-first = 1 de { $month } de { $year }
date-minute = { $date }, { $time } UTC
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
