### reviewed = false
# The queue: filters, what is new, the keyboard.

queue-show-waiting = En espera
queue-show-nobody = Sin asignar
queue-show-mine = Míos
queue-show-answered = Respondidos
queue-show-closed = Cerrados
queue-show-all = Todos los abiertos
queue-filter-lane = Carril
queue-lane-all = Todos los carriles
queue-waiting-many = Más de { $count } en espera
queue-danger-many = Más de { $count } con peligro
queue-unclaimed-many = Más de { $count } sin nadie
queue-new = { $count ->
    [one] Mostrar el nuevo ({ $count })
   *[other] Mostrar los nuevos ({ $count })
}
queue-new-many = Mostrar los nuevos (más de { $count })
queue-new-some = Mostrar los nuevos (#)
queue-new-none = Nada nuevo desde que se leyó esta lista.
queue-new-title = Mensajes nuevos
queue-claim = Tomar el caso { $number }
queue-release = Soltar el caso { $number }
queue-faster = Alguien fue más rápido, o este caso no se puede tomar ahora. Así está.

## El teclado
keys-title = Teclas
keys-about = Estas teclas funcionan en la cola y en un caso, nunca dentro de un campo. Elija las suyas, o ninguna.
keys-off = Las teclas están desactivadas. Las teclas habituales las activan de nuevo.
keys-command = Qué hace
keys-sign = Tecla
keys-next = Línea siguiente
keys-before = Línea anterior
keys-open = Abrir
keys-claim = Tomar
keys-answer = Escribir una respuesta
keys-note = Escribir una nota
keys-break = Necesito una pausa
keys-help = Esta página
keys-usual = Las teclas habituales
keys-none = Ninguna tecla
keys-error = Dé una tecla a cada línea, y cada una distinta.
