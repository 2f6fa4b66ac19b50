### reviewed = false

thread-nothing-new = لا جديد منذ آخر مرة فُتحت فيها هذه الصفحة.
thread-openings = متى فُتحت هذه الصفحة
thread-openings-show = عرض متى فُتحت
thread-opening = { $date }، { $part }
thread-part-night = في الليل
thread-part-morning = في الصباح
thread-part-afternoon = بعد الظهر
thread-part-evening = في المساء
thread-openings-clock = هذا هو التوقيت العالمي UTC. قد تختلف ساعتك عنه بضع ساعات.
thread-openings-not-you = هل فتحها شخص غيرك؟ يمكنك أخذ رمز جديد من هنا.
thread-passed = ما أعطيناه لغيرنا
thread-passed-show = عرض ما أعطيناه لغيرنا
thread-passed-none = لم يعطِ هذا الموقع شيئًا لأحد خارج فريقنا. عندما يكون أحد في خطر، قد يطلب شخص من فريقنا المساعدة. يمكنك سؤالنا عن ذلك هنا.
thread-passed-accounts = { $date }: أعطينا حسابات الشخص الذي يهددك وأرقامه لأشخاص عملهم إيقاف هذا.
thread-passed-messages = { $date }: أعطينا ما كتبه ذلك الشخص لأشخاص عملهم إيقاف هذا.
thread-passed-report = { $date }: أعطينا ما قلته لنا لأشخاص عملهم المساعدة.
thread-passed-contact = { $date }: أعطينا طريقة الوصول إليك لأشخاص عملهم المساعدة.
thread-passed-ask = هناك سؤال آخر؟ يمكنك كتابته لنا هنا.
thread-kept = نحتفظ بهذا حتى { $date }. بعدها نحذفه. إن كتبت لنا نحتفظ به مدة أطول.
thread-kept-copies = بعد { $date } لا تبقى أي نسخة احتياطية.

# بعد الإرسال: كلمات تُرسل إلى كثير من الناس، وأسماء وُجدت فيما أُرسل
done-many = هذا يشبه كلمات تُرسل إلى كثير من الناس. وهذا لا يجعلها أقل إخافة. نحن ما زلنا هنا.
whose-title = أيّ هذه للشخص الذي يهددك؟
whose-about = وجدناها فيما أرسلته. يمكنك ترك كل شيء كما هو.
whose-only = نقارن فقط أسماء الشخص الذي يهددك بما قاله لنا آخرون. ولا نقارن أسماءك أبدًا.
whose-save = حفظ
whose-done-title = شكرًا لك. تم الحفظ.
whose-none = لم تحدد شيئًا. لا بأس بذلك.
whose-wrong = هل هنا خطأ؟ يمكنك كتابته لنا في صفحتك.
