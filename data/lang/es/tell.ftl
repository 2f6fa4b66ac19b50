### reviewed = false
# Contar: la entrada tranquila, una pregunta en cada página y lo que viene después. Las preguntas mismas y el formulario en
# una página están en site.ftl. Ningún texto de aquí habla de padres ni de la escuela: quien amenaza puede estar ahí.

## Antes (/tell)
tell-way = ¿Cómo quieres contarlo?
tell-way-steps = Una pregunta cada vez
tell-way-all = Todo en una página
tell-way-hint = Puedes cambiar de una forma a la otra. Lo que escribiste se queda.
tell-after = Qué pasa después
tell-after-1 = Cuentas lo que quieras. Puedes enviarlo después de cada pregunta.
tell-after-2 = Luego te damos un código de seis palabras.
tell-after-3 = Una persona de nuestro equipo lee lo que enviaste.
tell-after-4 = Vuelves con tu código y lees la respuesta.
tell-secret-team = Qué guarda en secreto nuestro equipo, y cuándo no puede

## Una pregunta cada vez (/tell/step)
tell-number = Pregunta { $number } de { $total }
tell-next = Siguiente
tell-skip = Saltar esta pregunta
tell-before = La pregunta anterior
tell-so-far = Enviar lo que conté hasta ahora
tell-so-far-hint = Te damos un código. Con él puedes contarnos más después.
tell-to-all = Ver todas las preguntas en una página
tell-to-steps = Ver una pregunta cada vez
tell-last = Con tus palabras
tell-lost-title = Faltan algunas respuestas
tell-lost = No pudimos abrir lo que contaste en las páginas anteriores. Quizás esta página estuvo abierta más de un día. Lo que escribiste en la última página sigue aquí. Puedes seguir, o volver atrás y contar el resto otra vez.
tell-lost-sent = Tenemos lo que enviaste desde la última página. No pudimos abrir lo que contaste antes. Puedes contarlo otra vez en tu página, con tu código.

## El país
tell-country = ¿En qué país estás?
tell-country-hint = Así te mostramos personas cerca de ti. Se cierra con llave junto a tus respuestas. Puedes saltarte esto.
tell-country-set = Elegir un país
tell-country-other = Elegir otro país

## Quién es
tell-offender = ¿Quién te amenaza?
tell-offender-hint = Elige lo que más se parece. No saberlo también está bien.
tell-offender-known = Alguien que conozco
tell-offender-family = Alguien de mi familia, una persona que me cuida, o un docente
near-tell-offender-family = Alguien cercano a mí
near-tell-who-pupil = A una persona joven con quien trabajo
tell-offender-young = Otra persona joven
tell-offender-stranger = Alguien desconocido, o que conozco solo en línea
tell-offender-unknown = No lo sé

## Primero las personas, cuando hay peligro
tell-doors = No hace falta que nos esperes. Hay personas que pueden ayudarte ahora.
tell-doors-kept = Lo que nos contaste se guarda en esta página. Puedes seguir cuando quieras.
tell-doors-country = Mostrar personas en mi país
tell-doors-on = Seguir contando

## El lado del equipo
case-q-country = País
case-q-offender = Quién amenaza
offender-known = alguien conocido
offender-family = familia, una persona que cuida o un docente
offender-young = otra persona joven
offender-stranger = alguien desconocido, o conocido solo en línea
offender-unknown = no se sabe
