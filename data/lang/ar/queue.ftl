### reviewed = false
# The queue: filters, what is new, the keyboard.

queue-show-waiting = في الانتظار
queue-show-nobody = لم يتسلّمها أحد
queue-show-mine = عندي
queue-show-answered = تمّ الرد عليها
queue-show-closed = مغلقة
queue-show-all = كل المفتوحة
queue-filter-lane = المسار
queue-lane-all = كل المسارات
queue-waiting-many = أكثر من { $count } في الانتظار
queue-danger-many = أكثر من { $count } فيها خطر
queue-unclaimed-many = أكثر من { $count } لم يتسلّمها أحد
queue-new = { $count ->
    [zero] عرض الجديد ({ $count })
    [one] عرض البلاغ الجديد ({ $count })
    [two] عرض البلاغين الجديدين ({ $count })
    [few] عرض البلاغات الجديدة ({ $count })
    [many] عرض البلاغات الجديدة ({ $count })
   *[other] عرض البلاغات الجديدة ({ $count })
}
queue-new-many = عرض الجديد (أكثر من { $count })
queue-new-some = عرض الجديد (#)
queue-new-none = لا جديد منذ قراءة هذه القائمة.
queue-new-title = بلاغات جديدة
queue-claim = تسلّم الحالة { $number }
queue-release = إعادة الحالة { $number }
queue-faster = سبق شخص آخر، أو لا يمكن تسلّم هذه الحالة الآن. هذا وضعها الحالي.

## لوحة المفاتيح
keys-title = المفاتيح
keys-about = تعمل هذه المفاتيح في قائمة الانتظار وفي الحالة، ولا تعمل داخل الحقول. يمكن اختيار غيرها أو إيقافها.
keys-off = المفاتيح متوقفة. المفاتيح المعتادة تعيد تشغيلها.
keys-command = ما يفعله
keys-sign = المفتاح
keys-next = السطر التالي
keys-before = السطر السابق
keys-open = فتح
keys-claim = تسلّم
keys-answer = كتابة رد
keys-note = كتابة ملاحظة
keys-break = أحتاج إلى استراحة
keys-help = هذه الصفحة
keys-usual = المفاتيح المعتادة
keys-none = بلا مفاتيح
keys-error = ضع مفتاحا واحدا لكل سطر، ولكل سطر مفتاح مختلف.
