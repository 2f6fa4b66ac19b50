### reviewed = false
# The auditor's view, and what a member has read today.

audit-title = Qué ocurrió
audit-about = Todo lo que se hizo aquí, lo más reciente primero. Mirar no abre ningún caso.
audit-from = Desde (día)
audit-to = Hasta (día)
audit-kind = Qué
audit-member = Quién
audit-subject = Caso, mensaje o miembro (identificador)
audit-any = cualquiera
audit-look = Buscar
audit-older = Más antiguo
audit-file = Como archivo
audit-check = Comprobar todo
audit-checked = { $count ->
    [one] Se comprobó { $count } eslabón de la cadena.
   *[other] Se comprobaron { $count } eslabones de la cadena.
}
audit-sound = No se cambió, quitó ni añadió nada.
audit-looked = { $count ->
    [one] Se miró { $count } línea.
   *[other] Se miraron { $count } líneas.
}
audit-none = Nada coincide.
audit-col-when = Cuándo (UTC)
audit-col-what = Qué
audit-col-who = Quién
audit-col-subject = Sobre qué
audit-nobody = ningún miembro
audit-unsound = cambiado
audit-error-day = Escriba el día así: año-mes-día, 2026-11-30.
audit-error-subject = Este identificador no está completo. Cópielo de la línea.
today-title = Hoy
today-about = Lo que ha leído hoy. Solo usted lo ve. Nunca se compara.
today-opened = { $count ->
    [one] { $count } caso abierto
   *[other] { $count } casos abiertos
}
today-danger = { $count ->
    [one] { $count } de ellos con peligro
   *[other] { $count } de ellos con peligro
}
today-time = Tiempo con casos: { $time }
today-rest = Ahora vendría bien una pausa. Diez minutos ayudan. Suelte lo que no pueda vigilar mientras tanto.
today-enough = Cinco horas con casos bastan para un día. Pase lo que queda abierto.
today-help = Después de casos duros, hable con un colega o con la persona prevista para ello. Es parte del trabajo.

## What happened, in words; the rest stands in case.ftl
did-member-created = se hizo miembro
did-member-signed-in = entró
did-member-signed-out = salió
did-desk-created = creó una mesa
did-recovery-confirmed = confirmó el papel de recuperación
did-roles-upgraded = dio roles a los miembros de la primera versión
did-setting-changed = cambió un ajuste
did-node-opened = abrió el nodo
did-node-closed = cerró el nodo
did-texts-signed = firmó los textos de seguridad de un idioma
did-duty-called = llamó a un nombre de la lista de guardia
did-duty-acknowledged = confirmó un aviso urgente
did-duty-exhausted = nadie de la lista de guardia respondió
did-number-checked = comprobó un número
did-number-expired = retiró un número
did-number-added = añadió un número
did-number-reported = visitantes avisaron de un número que no funcionó
did-proposal-made = propuso lo que necesita a dos personas
did-proposal-done = lo confirmó como segunda persona
did-proposal-refused = lo rechazó como segunda persona
did-factor-set = puso un segundo factor
did-factor-reset = quitó un segundo factor perdido
did-factor-codes = hizo nuevos códigos de un solo uso
did-member-passphrase = cambió la frase de paso
did-invitation-sent = invitó a alguien
did-invitation-answered = respondió a una invitación
did-invitation-withdrawn = retiró una invitación
did-desk-key-handed-on = pasó la clave de una mesa
did-desk-key-renewed = hizo una clave nueva de una mesa
did-member-removed = quitó a un miembro
did-member-roles = cambió los roles de un miembro
did-sessions-ended = cerró sesiones
did-case-hidden = conoce a estas personas: el caso se ocultó
did-case-shown-again = mostró de nuevo el caso
did-case-reason = dio una razón para abrir
did-alarm-raised = se dio una alarma
did-alarm-acknowledged = tomó nota de una alarma
did-recovery-used = usó el papel de recuperación
did-recovery-renewed = hizo un nuevo papel de recuperación
did-house-upgraded = puso la base al día
did-house-restored = repuso una copia de seguridad
did-case-expired = destruido: su tiempo había pasado
did-case-erased = destruido entre dos
did-case-held = retenido
did-case-passed-on = transmitió algo, de acuerdo entre dos
did-audit-exported = se llevó líneas del registro en un archivo
did-case-hold-ended = la retención terminó
did-code-frozen = congeló el código
did-code-thawed = descongeló el código
did-api-key-made = creó una clave para un programa
did-api-key-rotated = dio un secreto nuevo a la clave de un programa
did-api-key-revoked = revocó la clave de un programa
did-hook-set = un programa pidió que se le llame por sus señales
did-hook-ended = terminaron las llamadas a un programa
