### reviewed = false
# Claves de programas de otras organizaciones, para quien administra.

api-title = Claves para programas
api-about = El programa de otra organización puede preguntar a este nodo si un texto es coacción. Muestra un secreto en cada llamada. Una clave se apoya en un acuerdo, termina un día y tiene un número de llamadas al día.
api-none = Todavía no hay ninguna clave.
api-new = Una clave nueva
api-owner = Organización
api-owner-hint = Quién responde de lo que pregunta su programa.
api-agreement = Acuerdo
api-agreement-hint = Como lo archiva esta casa: un número, una fecha, un lugar.
api-scopes = Qué puede preguntar
api-scope-text = Si unos mensajes y conversaciones son coacción.
api-quota = Llamadas al día
api-quota-hint = De 1 a { $most }. Una llamada contiene hasta mil mensajes.
api-expires = Último día
api-expires-hint = Año-mes-día, dentro de dos años: 2026-11-30.
api-basis = Mensajes privados que nadie denunció
api-basis-about = Deje vacíos estos cuatro campos, salvo que una ley, una orden o el consentimiento de todos permita a esta organización revisarlos. El Reglamento (UE) 2021/1232 expiró el 3 de abril de 2026 y ya no es un fundamento.
api-jurisdiction = Según qué derecho
api-ground = Fundamento
api-signer = Quién lo firma
api-basis-until = Último día del fundamento
api-basis-until-hint = Año-mes-día, no después del último día de la clave.
api-make = Crear la clave
api-made-title = La clave está creada
api-rotated-title = La clave tiene un secreto nuevo
api-secret = Entregue este secreto ahora, por una vía segura. Se muestra una sola vez: nadie aquí puede volver a leerlo.
api-back = Volver a las claves
api-state-stands = en uso
api-state-over = su último día ha pasado
api-state-revoked = revocada el { $date }
api-line-agreement = Acuerdo: { $agreement }
api-line-made = Creada el { $date } por { $name }.
api-line-until = Último día { $date }. Llamadas al día: { $quota }; reservadas hoy: { $used }.
api-private = Mensajes privados: { $ground } ({ $jurisdiction }). Firmado por { $signer }, hasta el { $date }.
api-private-none = Ningún mensaje privado que nadie denunció.
api-secret-line = { $prefix } creado el { $date }
api-secret-until = { $prefix } creado el { $date }, válido hasta { $time }
api-rotate = Crear un secreto nuevo
api-rotate-about = Cuánto tiempo sigue válido el secreto antiguo
api-overlap = { $count ->
    [0] Termina enseguida
    [one] Un día
   *[other] { $count } días
}
api-revoke = Revocar la clave enseguida
api-revoked = La clave está revocada. Ya no abre nada.
api-gone-title = Esta clave no se puede cambiar
api-gone = Ha terminado, o alguien la cambió hace un momento.
api-error-owner = Escriba de quién es la clave.
api-error-agreement = Escriba en qué acuerdo se apoya.
api-error-scopes = Elija qué puede preguntar.
api-error-quota = Escriba un número de llamadas al día que no pase del que dice la indicación.
api-error-day = Escriba un último día que esté por venir, dentro de dos años.
api-error-long = Algo tiene más de 200 caracteres.
api-error-basis = Para los mensajes privados hacen falta los cuatro: derecho, fundamento, firma, último día.
api-error-basis-day = Escriba un último día del fundamento que esté por venir y no pase del de la clave.
api-error-expired = Este reglamento expiró el 3 de abril de 2026. Ya no es un fundamento.
