### reviewed = false
### Doors to people: /talk, and the desk's page of numbers.

## Visitors

doors-wait = No sabemos cuánto tarda. Si nadie responde, prueba con el siguiente.
doors-for-crisis = Para cuando estás en peligro o piensas en hacerte daño.
doors-for-child = Personas que escuchan a niñas, niños y jóvenes.
doors-for-missing = Para menores que se fueron de casa o están desaparecidos.
doors-for-police = Policía o servicios de emergencia.
doors-for-hotline = Aquí se pueden reportar fotos y abusos en internet.
doors-for-takedown = Puede pedir a los sitios web que retiren fotos.
doors-open-always = Abierto de día y de noche.
doors-open-now = Según su horario, está abierto ahora.
doors-opens-today = Según su horario, abre hoy a las { $time }.
doors-opens-tomorrow = Según su horario, abre mañana a las { $time }.
doors-opens-on = Según su horario, abre el { $day } a las { $time }.
doors-local = Las horas son las del lugar donde está.
doors-days-every = Todos los días
doors-days-range = De { $first } a { $last }
doors-span = { $days }, de { $from } a { $to }
doors-day-0 = lunes
doors-day-1 = martes
doors-day-2 = miércoles
doors-day-3 = jueves
doors-day-4 = viernes
doors-day-5 = sábado
doors-day-6 = domingo
doors-write = Para escribir
doors-money = Precio
doors-cost = La llamada cuesta dinero.
doors-source = Dónde lo encontramos: { $sites }
doors-wrong = A mí no me funcionó
doors-thanks-title = Gracias por avisarnos
doors-thanks = Una persona de aquí lo va a mirar. No falló por ti.
doors-thanks-next = Este es el siguiente que puedes probar.
doors-adult = Tengo 18 años o más
doors-expect-write = Cuando escribes
doors-expect-write-1 = La respuesta puede tardar un rato. Deja el chat abierto.
doors-expect-write-2 = Nadie necesita ver la foto. No la envíes.
doors-expect-write-3 = Lo que escribes puede quedarse en tu teléfono. Allí puedes borrarlo.
doors-expect-call = Cuando llamas
doors-expect-call-1 = Puede sonar mucho tiempo. No es por ti.
doors-expect-call-2 = A veces se oye una grabación antes de que responda una persona.
doors-expect-call-3 = No tienes que decir tu nombre.
doors-expect-call-4 = Pueden preguntarte tu edad y si estás en peligro ahora.
doors-expect-call-5 = Puedes colgar cuando quieras. Puedes volver a llamar.
doors-expect-say = Lo que puedes decir
