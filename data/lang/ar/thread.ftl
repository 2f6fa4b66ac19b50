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
thread-kept = نحتفظ بهذا حتى { $date }. بعدها نحذفه. إن كتبت لنا نحتفظ به مدة أطول.
thread-kept-copies = بعد { $date } لا تبقى أي نسخة احتياطية.
