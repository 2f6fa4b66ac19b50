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
