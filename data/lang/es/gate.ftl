### reviewed = false
# Opening and closing the node, hours, secrecy, the duty list, the signing of texts; and the mails to people on duty.
# Ids that begin with visit- are for visitors: read the first lines of site.ftl. The rest is for trained staff.

## For visitors
visit-hours = Alguien lee aquí { $days }. Es la hora de { $place }.
visit-hours-always = Alguien lee aquí a cualquier hora, todos los días.
visit-usual = { $hours ->
    [one] Normalmente respondemos en menos de una hora.
   *[other] Normalmente respondemos en menos de { $hours } horas.
}
visit-usual-days = { $days ->
    [one] Normalmente respondemos en un día.
   *[other] Normalmente respondemos en menos de { $days } días.
}
visit-day = el { $day }, { $hours }
visit-days = de { $first } a { $last }, { $hours }
visit-span = de { $from } a { $to }
visit-and = { $one } y { $other }
visit-day-0 = lunes
visit-day-1 = martes
visit-day-2 = miércoles
visit-day-3 = jueves
visit-day-4 = viernes
visit-day-5 = sábado
visit-day-6 = domingo

## Mails to people on duty. They say that something waits, and nothing of what.
mail-urgent-subject = { $node }: hay algo urgente pendiente
mail-urgent-text =
    Hay algo urgente pendiente en { $node } y nadie se está encargando.

    Diga que usted se encarga, con una sola pulsación y sin iniciar sesión:
    { $link }

    Después inicie sesión y asuma el caso. Si ya está asumido, ábralo. Si nadie lo hace en diez minutos, se llama a la siguiente persona de la lista.
    El enlace sirve un día. Este correo no dice quién escribió ni por qué. No lo responda, por favor.
mail-test-subject = { $node }: prueba del aviso urgente
mail-test-text =
    Esto es una prueba. No hay nada pendiente en { $node }.

    Diga que este correo le ha llegado:
    { $link }

    El enlace sirve un día. No responda a este correo, por favor.
mail-closed-subject = { $node } se ha cerrado por sí mismo
mail-closed-text =
    { $node } ya no recibe mensajes: ha dejado de cumplirse algo que necesita para estar abierto.
    Los visitantes ven quién más puede ayudar. Inicie sesión y mire la página “Este nodo”.

    Diga que usted se encarga:
    { $link }

    No responda a este correo, por favor.

## The page behind the link in a mail
ack-title = Alguien tiene que encargarse
ack-urgent = Hay algo urgente pendiente y nadie se está encargando.
ack-test = Esto es una prueba del aviso urgente.
ack-closed = El nodo se ha cerrado por sí mismo. Los visitantes no pueden enviar mensajes.
ack-button = Yo me encargo
ack-button-about = A la siguiente persona se la llama entonces diez minutos más tarde, salvo que alguien ya se esté encargando.
ack-done-title = Anotado: usted se encarga
ack-done = Son las { $time }. Inicie sesión y asuma el caso. Si ya está asumido, ábralo. Solo eso detiene las llamadas.
ack-done-test = La prueba ha terminado. Puede cerrar esta página.
ack-signin = Iniciar sesión
ack-gone-title = Este enlace ya no sirve
ack-gone = Tiene más de un día o está incompleto. Inicie sesión para ver qué hay pendiente.

## Troubles, on every page of the console
gate-trouble-nobody = Una persona en peligro espera. Se ha llamado a todas las personas de guardia y nadie se está encargando.
gate-trouble-channel = Los avisos a las personas de guardia no salen. Revise el servidor de correo o la dirección que recibe las llamadas.
gate-trouble-closed = Este nodo se ha cerrado por sí mismo. Los visitantes no pueden enviar mensajes.
gate-trouble-numbers = Se han quitado de la base de datos comprobaciones de números que se muestran a los visitantes. Pueden volver a mostrarse números retirados: revise la lista de números y quién puede escribir en la base.
gate-trouble-jobs = Un trabajo en segundo plano se abandonó tras muchos intentos: algo que debía ocurrir no ha ocurrido. Mire el registro y ejecute vigie doctor.

## This node
gate-lacks = Falta: { $list }
gate-where = Ir allí
gate-every-other = todos los demás países
gate-since = Desde { $time }
gate-closed-itself = El nodo se cerró por sí mismo porque dejaron de cumplirse estos puntos:
gate-closed-reason = Cerrado por esta razón: { $reason }
gate-open-title = Abrir a los visitantes
gate-open-about = Se cumplen todos los puntos. Desde ese momento los visitantes pueden enviar mensajes y alguien tiene que leerlos.
gate-open-button = Abrir el nodo
gate-open-not = No se puede abrir mientras falte un punto.
gate-open-who = Lo abre un administrador.
gate-close-title = Cerrar a los visitantes
gate-close-about = “Cuéntanos qué pasó” muestra entonces quién más puede ayudar. Las conversaciones que existen siguen abiertas y los códigos siguen sirviendo.
gate-close-reason = Por qué
gate-close-hint = Sus colegas lo leen aquí. No escriba nada sobre un caso.
gate-close-error = Escriba una razón de 500 caracteres como máximo.
gate-close-button = Cerrar el nodo
gate-settings = Qué hay que configurar
gate-hours-link = Horario y tiempo habitual de respuesta
gate-secrecy-link = Países atendidos y qué se mantiene en secreto en ellos
gate-duty-link = Lista de guardia y prueba del aviso urgente
gate-texts-link = Textos de seguridad de cada idioma
gate-recovery-title = Clave de recuperación en papel
gate-saved = Guardado.
gate-conflict-title = Alguien fue más rápido
gate-conflict = Alguien cambió esto al mismo tiempo. Así está ahora. Hágalo otra vez.
gate-back = Volver a este nodo

## Opening hours
hours-title = Horario
hours-about = Los visitantes ven este horario y el tiempo habitual de respuesta. Prometa solo lo que es verdad también de noche y en días festivos.
hours-zone = Zona horaria
hours-zone-hint = El nombre del lugar como lo conocen los ordenadores, por ejemplo Europe/Madrid o America/Bogota.
hours-day-hint = Por ejemplo 09:00-12:30, 14:00-18:00. Deje vacío el día en que nadie lee. 00:00-24:00 es el día entero.
hours-usual = Tiempo habitual de respuesta, en horas
hours-usual-hint = Un número entero de 1 a 336. Tome lo que esperaron nueve de cada diez visitantes el mes pasado.
hours-error-week = Una hora o la zona no es correcta, o todos los días están vacíos.
hours-error-usual = Escriba un número entero de 1 a 336.
hours-shown = Los visitantes leen

## Countries and secrecy
secrecy-title = Países atendidos y qué se mantiene en secreto
secrecy-about = Diga en 60 palabras como máximo qué mantienen en secreto y cuándo no pueden. Un niño o una niña tiene que entenderlo antes de escribir.
secrecy-served = Países atendidos
secrecy-served-hint = Códigos de dos letras separados por espacios, por ejemplo ES MX. Cada uno necesita una línea de crisis y una línea de ayuda para la infancia comprobadas.
secrecy-served-error = No es un país: { $list }
secrecy-text-title = Escribir o cambiar un texto
secrecy-country = País
secrecy-language = Idioma
secrecy-text = Qué mantenemos en secreto y cuándo no podemos
secrecy-text-hint = 60 palabras como máximo. Un texto vacío quita el que hay.
secrecy-text-error = El texto tiene { $count } palabras. Hay lugar para 60.
secrecy-lacking = Textos que faltan
secrecy-written = Textos que hay

## Duty list
duty-title = Lista de guardia
duty-about = Cuando hay peligro y nadie se está encargando, se llama a estas personas una tras otra, cada diez minutos. También cuando llega un nuevo peligro a un caso ya asumido, hasta que un miembro lo abre. El equipo colaborador va al final. El aviso dice que hay algo pendiente y nada más.
duty-none = No hay nadie en la lista. Un informe con peligro no despertaría a nadie.
duty-name = Nombre
duty-address = Dirección
duty-way = Cómo
duty-way-mail = Correo
duty-way-call = Llamada firmada
duty-language = Idioma de los correos
duty-partner = Equipo colaborador: se le llama al final
duty-partner-short = equipo colaborador
duty-add-title = Añadir a alguien
duty-address-hint = Una dirección de correo o una dirección https que recibe llamadas firmadas.
duty-error = Hacen falta un nombre y una dirección que corresponda. Hay lugar para doce.
duty-add = Añadir
duty-up = Subir
duty-remove = Quitar
duty-test = Enviar una prueba
duty-test-sent = Una prueba está en camino. Hay que abrir el enlace que contiene.
duty-tested = Prueba confirmada { $time }
duty-test-waits = Prueba enviada { $time }, todavía sin confirmar
duty-test-leaves = Prueba en camino
duty-never = Nunca probado
duty-no-mail = Este proceso no tiene servidor de correo: los correos no salen. Vea vigie serve --help, --smtp.
duty-no-call = Este proceso no tiene secreto para firmar llamadas: las llamadas no salen. Vea vigie serve --help, --webhook-secret-file.
duty-no-public = Este proceso no conoce su propia dirección y no puede hacer ningún enlace. Vea vigie serve --help, --public-url.

## Safety texts
texts-title = Textos de seguridad
texts-about = Un idioma se ofrece a los visitantes cuando alguien responde de sus textos de seguridad tal como están. Un texto que cambia anula la firma.
texts-read = Lea cada texto. ¿Lo entendería un niño o una niña de nueve años con miedo? ¿Culpa, promete o asusta?
texts-which = Idioma
texts-state-reviewer = Firmado por { $name }, { $time }. Cualificación: { $qualification }
texts-state-operator = Asumido por la entidad responsable, { $time }
texts-state-void = Los textos han cambiado desde entonces. Este idioma no se ofrece hasta que se firmen de nuevo.
texts-state-none = Sin firmar. Este idioma no se ofrece a los visitantes.
texts-sign-title = Firmar
texts-sign-about = Una persona revisora nativa, especialista en protección de la infancia, ha leído cada texto de arriba tal como está.
texts-name = Nombre de la persona revisora
texts-qualification = Cualificación
texts-qualification-hint = Por ejemplo: trabajadora social, hablante nativa, once años en una línea de ayuda para la infancia.
texts-sign-error = Escriba el nombre y la cualificación, cada uno de 300 caracteres como máximo.
texts-sign = Estos textos están bien
texts-operator-title = Sin persona revisora
texts-operator-about = La entidad responsable asume que estos textos no hacen daño, hasta que una persona revisora los haya leído.
texts-operator = Lo asumimos
texts-withdraw = No ofrecer más este idioma
texts-signed = Anotado. Este idioma se ofrece a los visitantes.
texts-withdrawn = Anotado. Este idioma ya no se ofrece a los visitantes.
texts-role-reviewer = Firma una persona revisora. Un administrador puede asumirlo en nombre de la entidad.
