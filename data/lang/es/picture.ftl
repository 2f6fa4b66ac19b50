### reviewed = false
# Huellas de fotos: la página que hace una (/picture) y lo que dice de ellas la página de cada persona.
# Nunca se dice que una foto se elimina, ni que ya no puede circular: nadie puede prometerlo.

## La página (/picture)
picture-title = Hacer la huella de la foto
picture-first = La foto se queda en tu dispositivo. Solo sale un código corto.
near-picture-first = La foto se queda contigo. Solo se envía un código corto.
picture-code = El código es como una huella del dedo. Está hecho de letras y números. No es la foto. Aquí nadie ve la foto.
picture-can-title = Lo que puede hacer
picture-can-1 = Las apps y los sitios que trabajan con nosotros pueden notar la foto cuando alguien la pone allí. Entonces pueden retenerla hasta que una persona la revise.
picture-can-2 = Muchas veces sirve también para una copia más pequeña o un poco recortada.
picture-can-3 = Con tu código puedes pararla cuando quieras.
picture-cannot-title = Lo que no puede hacer
picture-cannot-1 = No quita lo que ya está publicado. Para eso, toca “Reportar” en la app.
picture-cannot-2 = No llega a todas las apps. En los chats privados muchas veces no encuentra nada.
picture-cannot-3 = Puede no ver una foto muy cambiada.
picture-also-title = Antes de empezar
picture-also = Estos servicios hacen algo parecido para otras apps. También puedes usarlos.
picture-minor = Menos de 18 años en la foto
picture-adult = 18 años o más en la foto
picture-tid-how = Cómo funciona Take It Down
picture-tid-1 = Ábrelo en el teléfono o la computadora donde está la foto. Para esto no envíes la foto a ningún lado.
near-picture-tid-1 = Ábrelo donde está la foto, si para ti no es peligroso. Para esto no envíes la foto a ningún lado.
picture-tid-2 = Allí eliges la foto. No se envía. Solo se envía un código.
picture-tid-3 = No das tu nombre. No tienes que pedir permiso a nadie.
picture-tid-4 = También sirve si ahora tienes más años.
picture-tid-5 = Solo llega a las apps que participan. No llega a los chats privados cifrados.
picture-ncii-how = Cómo funciona StopNCII
picture-ncii-1 = Allí eliges la foto. No se envía. Solo se envía un código.
picture-ncii-2 = Te da un número y un PIN. Anota los dos. No te los puede dar otra vez.
picture-ncii-3 = Solo llega a las apps que participan.
picture-choose-title = Elige la foto
picture-choose-hint = Sirven fotos y videos. Al elegir no se envía nada. Puedes hasta apagar internet: solo hace falta para enviar.
picture-choose = Elegir una foto o un video
picture-without = Para hacer una huella aquí, tu navegador tiene que permitir JavaScript. Si no, puedes contarnos más abajo.
picture-working = Se está haciendo la huella. No se envía nada.
picture-unread = No se pudo leer este archivo. No has hecho nada malo. Puedes elegirlo otra vez, o elegir otro.
picture-many = Hay lugar para 20 fotos. Puedes enviar estas ahora.
picture-done = La huella está lista. Todavía no se ha enviado nada.
picture-count = Fotos hasta ahora:
picture-more = ¿Hay más? Puedes elegir la siguiente más arriba.
picture-slight = Tu navegador cambia un poco las fotos, para protegerte. La huella sirve igual.
picture-blurred = Tu navegador cambia mucho las fotos, para protegerte. Por eso solo se puede encontrar el mismo archivo exacto. Quizá sirva mejor otro navegador.
picture-weak = En esta foto se ve muy poco. Por eso solo se puede encontrar el mismo archivo exacto.
picture-pixels = Tu navegador no puede abrir este tipo de archivo. Por eso solo se puede encontrar el mismo archivo exacto. Quizá sirva mejor otro navegador.
picture-codes = Esto es todo lo que sale
picture-codes-hint = Cada línea es un código. No hace falta leerlos.
picture-age = ¿Qué edad tiene la persona de la foto?
picture-age-hint = La edad en la foto, no la de hoy.
picture-age-minor = Menos de 18 años
picture-age-adult = 18 años o más
picture-age-unknown = Prefiero no decirlo
picture-wish = ¿Quieres saber qué pasa?
picture-wish-yes = Quiero saber si la pararon en algún lugar
picture-wish-hint = Entonces puedes leerlo en tu página. Tarda unos días. Si no, no te contamos nada de eso.
picture-send = Enviar solo este código
picture-send-hint = Después te damos seis palabras. Con ellas puedes volver.
picture-send-add = Lo añadimos a tu página. Tus seis palabras son las mismas.
picture-nofile-title = ¿No tienes la foto?
picture-nofile = Quizá se borró, o te filmó otra persona. No pasa nada. Cuéntanos dónde se vio, el nombre de las cuentas y cuándo.
picture-nofile-link = Contarlo sin la foto
picture-error-empty = Todavía no hay ningún código. Elige primero una foto.
picture-error-line = La línea { $line } no es un código que conozcamos. Empieza de nuevo y elige la foto otra vez.
picture-error-many = Es demasiado de una vez. Empieza de nuevo con 20 fotos como mucho, o con un video más corto.
picture-error-expired = Tu página estuvo abierta mucho tiempo. Se cerró para cuidarte. Tu huella sigue aquí. Puedes enviarla ahora y recibir palabras nuevas para ella.
picture-again = Empezar de nuevo

## Después de enviar
picture-done-title = Ya tenemos la huella.
picture-done-text = Aquí nadie ha visto la foto. En tu página puedes pararla cuando quieras.
picture-door = Hacer la huella de una foto
picture-door-about = La foto se queda contigo.
picture-now = Hacer también una huella aquí

## En la página de cada persona
picture-box = Tus huellas
picture-box-count = { $count ->
    [one] Una foto tiene huella desde el { $date }.
   *[other] { $count } fotos tienen huella desde el { $date }.
}
picture-box-stopped = Paraste tus huellas el { $date }.
picture-box-have = Estos servicios tienen una copia del código:
picture-added = Ya tenemos la huella. La añadimos a tu página.
picture-stopped = Está parada. Desde ahora no comparamos nada con ella.
picture-add = Añadir otra foto
picture-stop = Parar la huella
picture-heard = Lo que sabemos
picture-heard-none = Hasta ahora no sabemos nada. Eso puede querer decir muchas cosas.
picture-heard-blocked = { $count ->
    [one] Tu foto se paró al menos una vez.
   *[other] Tu foto se paró al menos { $count } veces.
}
picture-heard-removed = { $count ->
    [one] Tu foto se quitó al menos de un lugar.
   *[other] Tu foto se quitó al menos { $count } veces.
}
picture-heard-talk = Esto puede ser duro de leer. ¿Quieres hablar?
picture-stop-title = ¿Parar la huella?
picture-stop-1 = Desde ese momento no comparamos nada con ella. Vale para todas las fotos de tu página.
picture-stop-2 = Pedimos a cada servicio que tiene el código que también pare. Tu página muestra quién contestó.
picture-stop-3 = Más tarde puedes hacer una huella nueva.
picture-stop-yes = Parar ahora
picture-services = { $count ->
    [one] { $confirmed } de { $count } servicio confirmó que paró.
   *[other] { $confirmed } de { $count } servicios confirmaron que pararon.
}
picture-service-confirmed = confirmado
picture-service-silent = sin respuesta hasta ahora
picture-services-silent = Algunos no han contestado todavía, y algunos no tienen cómo decírnoslo.
picture-services-none = Ningún otro servicio tenía una copia del código.
picture-erase = Tus huellas siguen sirviendo hasta el { $date }. “Parar la huella” las para al momento.
