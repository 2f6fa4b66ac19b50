### reviewed = false
# نصوص لوحة العمل. القراء موظفون مدرَّبون. نصوص دقيقة وهادئة وقصيرة. الكلمات قبل الألوان.
# المعرّفات فريدة في كل ملفات اللغة الواحدة.

## في كل صفحة
desk-title = الفريق
desk-skip = الانتقال إلى المحتوى
desk-demo = عرض تجريبي. لا أحد يقرأ هذا.
desk-queue = قائمة الانتظار
desk-node = هذه العقدة
desk-signout = تسجيل الخروج
desk-signed-in = تم تسجيل الدخول باسم: { $name }
desk-clear = أحتاج إلى استراحة
desk-break-title = لا داعي إلى العجلة.
desk-break-text = لا شيء على هذه الشاشة. العمل محفوظ.
desk-break-back = العودة إلى قائمة الانتظار
desk-unreviewed = النصوص التي يقرؤها الزوار بهذه اللغة لم يوقّعها بعد مراجع من أهل اللغة.
desk-closed = هذه العقدة مغلقة. لا يستطيع الزوار إرسال رسائل.
desk-closed-link = ما الذي ينقص
desk-problems = يُرجى التحقق من هذه النقاط
desk-save = حفظ
desk-cancel = إلغاء
desk-unknown = غير معروف
desk-nobody = لا أحد بعد
desk-you = أنت
desk-languages = اللغات

## الإعداد: العضو الأول
setup-title = إعداد هذه العقدة
setup-first = تعمل هذه الصفحة مرة واحدة. وهي تنشئ الفريق الأول وعضوه الأول.
setup-token = كلمة الإعداد
setup-token-hint = أظهرها البرنامج عند تشغيله.
setup-name = الاسم
setup-name-hint = يراه الزملاء. ولا يراه الزوار إلا عند توقيع جواب به.
setup-login = اسم الدخول
setup-login-hint = حروف لاتينية صغيرة أو أرقام أو نقطة أو شرطة. من 3 إلى 32 خانة.
setup-passphrase = عبارة المرور
setup-passphrase-hint = 15 خانة على الأقل. أي خانات، والمسافات أيضًا. تصلح عدة كلمات لا علاقة بينها. يمكن لصقها.
setup-passphrase-again = عبارة المرور مرة أخرى
setup-button = إنشاء الفريق
setup-error-token = كلمة الإعداد غير صحيحة. يُرجى النظر حيث شُغّل البرنامج.
setup-error-name = يلزم اسم من 1 إلى 60 خانة.
setup-error-login = يلزم من 3 إلى 32 خانة: حروف لاتينية صغيرة أو أرقام أو نقاط أو شرطات.
setup-error-short = عدد خانات عبارة المرور { $count }. المطلوب 15 على الأقل.
setup-error-long = عبارة المرور أطول من الحد الأقصى لعدد الخانات، وهو { $max }.
setup-error-differ = عبارتا المرور غير متطابقتين.
setup-done-already = سبق إعداد هذه العقدة.
setup-recovery-title = مفتاح الاسترداد
setup-recovery-first = يُرجى كتابته على ورقة الآن. يظهر مرة واحدة.
setup-recovery-why = إذا فقد كل الأعضاء عبارات المرور، فهذا المفتاح وحده يفتح الحالات. ولا يستطيع أحد إنشاءه من جديد.
setup-recovery-keep = تُحفظ الورقة في مكان مقفل، بعيدًا عن الخادم. وكل استخدام للمفتاح ينبّه جميع الأعضاء.
setup-recovery-key = مفتاح الاسترداد
setup-recovery-confirm = كتابة آخر 6 خانات من الورقة
setup-recovery-button = كُتب على الورقة
setup-error-recovery = هذه ليست آخر 6 خانات. يُرجى النظر إلى الورقة مرة أخرى.
setup-finished-title = الفريق جاهز.
setup-finished-text = يمكن تسجيل الدخول. وتبقى العقدة مغلقة أمام الزوار إلى أن لا ينقص شيء.

## تسجيل الدخول
login-title = تسجيل الدخول
login-name = اسم الدخول
login-passphrase = عبارة المرور
login-button = تسجيل الدخول
login-error = الاسم أو عبارة المرور غير صحيح.
login-error-empty = يُرجى كتابة اسم الدخول وعبارة المرور.
login-error-many = محاولات كثيرة من هنا. يُرجى الانتظار بضع دقائق ثم المحاولة من جديد.
login-busy-title = الخادم مشغول.
login-busy = التحقق من عبارة المرور يحتاج إلى عمل، وهناك آخرون ينتظرون. يُرجى المحاولة بعد بضع ثوانٍ. الحساب غير مقفل.
login-signed-out = تم تسجيل الخروج.

## قائمة الانتظار
queue-title = قائمة الانتظار
queue-waiting = { $count ->
    [zero] لا توجد حالات في الانتظار
    [one] حالة واحدة ({ $count }) في الانتظار
    [two] حالتان ({ $count }) في الانتظار
    [few] { $count } حالات في الانتظار
    [many] { $count } حالة في الانتظار
   *[other] { $count } حالة في الانتظار
}
queue-danger = { $count ->
    [zero] لا توجد حالات فيها خطر
    [one] حالة واحدة ({ $count }) فيها خطر
    [two] حالتان ({ $count }) فيهما خطر
    [few] { $count } حالات فيها خطر
    [many] { $count } حالة فيها خطر
   *[other] { $count } حالة فيها خطر
}
queue-unclaimed = { $count ->
    [zero] لا توجد حالات من دون مسؤول
    [one] حالة واحدة ({ $count }) من دون مسؤول
    [two] حالتان ({ $count }) من دون مسؤول
    [few] { $count } حالات من دون مسؤول
    [many] { $count } حالة من دون مسؤول
   *[other] { $count } حالة من دون مسؤول
}
queue-empty-title = لا أحد ينتظر.
queue-empty-choice = لا شيء يطابق هذا الاختيار.
queue-empty = تظهر الرسائل الجديدة هنا، الأكثر استعجالًا أولًا. يمكن تحميل الصفحة من جديد للتحقق.
queue-order = الأكثر استعجالًا أولًا، ثم الأطول انتظارًا.
queue-reload = تحميل من جديد
queue-updated = حتى الساعة { $time }
queue-col-reason = سبب وجودها هنا
queue-col-age = العمر
queue-col-who = من يكتب
queue-col-language = اللغة
queue-col-waiting = مدة الانتظار
queue-col-claimed = المسؤول
queue-col-status = الوضع
queue-open = فتح الحالة { $number }
queue-filter = عرض
queue-more = الصفحة التالية
queue-newer = الصفحة الأولى
queue-wait-minutes = { $count ->
    [zero] أقل من دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
queue-wait-hours = { $count ->
    [zero] أقل من ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
queue-wait-days = { $count ->
    [zero] أقل من يوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}

## الحالة
case-title = الحالة { $number }
case-back = العودة إلى قائمة الانتظار
case-received = وصلت: { $time }
case-waiting = في الانتظار: { $time }
case-claimed-by = المسؤول: { $name }
case-unclaimed = من دون مسؤول
case-claim = تولّي الحالة
case-release = ترك الحالة
case-first = أولًا
case-danger-self = اختار الزائر: «أفكر في إيذاء نفسي». عرضت صفحته التالية من يمكن التحدث معه. يُستحسن السؤال بوضوح عن الانتحار، وعرض البقاء معه.
case-danger-near = اختار الزائر: «هناك شخص قريب مني أو قادم إليّ». عرضت صفحته التالية من يمكن التحدث معه. يُستحسن السؤال عن مكان يكون فيه بأمان الآن.
case-danger-words = في النص كلمات قد تدل على إيذاء النفس. عرضت صفحة الزائر التالية من يمكن التحدث معه. تُقرأ هذه الكلمات أولًا:
case-danger-later = ظهرت علامة خطر بعد الرسالة الأولى. عرضت صفحة الزائر التالية من يمكن التحدث معه. يُقرأ أولًا ما أُضيف إلى المحادثة.
case-answers = أجوبته
case-question = السؤال
case-answer-given = الجواب
case-skipped = تم تخطيه
case-q-danger = بأمان الآن
case-q-who = عمّن
case-q-age = العمر
case-q-threat = التهديد بـ
case-q-want = يريدون
case-q-by = المهلة
case-q-happened = حتى الآن
case-q-answer = وقت آمن للنظر
case-pasted = ما لصقه
case-words = بكلماته
case-none = لا شيء
case-original = يظهر كما أُرسل تمامًا
case-findings = ما وُجد في النص
case-findings-about = وجدته آلة. وهي لا تقرر شيئًا. ولكل نتيجة سبب.
case-identifiers = الأسماء والحسابات
case-identifiers-none = لم يُذكر أي اسم أو حساب.
case-id-place = المكان
case-id-name = الاسم
case-id-side = لمن
case-id-grade = درجة التحقق
case-side-them = الشخص الذي يهدد
case-side-me = الزائر
case-side-other = شخص آخر
case-side-unknown = غير معروف
case-grade-claimed = مذكور
case-grade-seen = شوهد في الأصل
case-grade-confirmed = أكده مقدم الخدمة أو الشرطة
case-thread = المحادثة مع الزائر
case-thread-none = لم يُكتب شيء بعد.
case-from-visitor = الزائر، { $time }
case-from-desk = { $name }، { $time }
case-read = فتحها الزائر: { $time }
case-answer = الجواب
case-answer-in = الجواب في الحالة { $number }
case-answer-hint = يقرأ الزائر هذا بالرمز، باللغة: { $language }. يُستحسن القول أولًا إنه لا لوم عليه، ثم السؤال عن شيء واحد في كل مرة.
case-answer-send = إرسال الجواب
case-answer-send-in = إرسال الجواب في الحالة { $number }
case-answer-closed = طلب الزائر عدم الكتابة إليه. لا يمكن إرسال جواب.
case-notes = الملاحظات
case-notes-hint = للفريق فقط. لا يرى الزائر الملاحظات أبدًا.
case-notes-none = لا توجد ملاحظات بعد.
case-note-add = إضافة ملاحظة
case-note-by = { $name }، { $time }
case-passed-by = سُلّم لجهة خارجية باقتراح من { $name }، { $time }
case-earlier = عرض الرسائل الأقدم وعددها { $count }
case-status = الوضع
case-status-close = إغلاق الحالة
case-status-reopen = فتح من جديد
case-history = ما تم عمله
case-conflict-title = غيّر شخص آخر هذه الحالة أثناء النظر إليها.
case-conflict = هذا وضعها الآن.
case-conflict-kept = النص المكتوب ما زال في النموذج. لم يُحفظ شيء.
case-refused-claimed = الحالة مع { $name }. يمكن طلب تركها، أو العمل عليها معًا بالملاحظات.
case-refused-unclaimed = يلزم تولّي الحالة أولًا. هكذا يرى الآخرون من يعمل عليها.
case-refused-closed = الحالة مغلقة. يلزم فتحها من جديد أولًا.
case-refused-erasing = يسحب الزائر ما قاله. تمكن قراءته حتى { $date }، ولا يمكن تغييره.
case-refused-empty = لا شيء مكتوب في الحقل «{ $field }».
case-refused-long = النص طويل جدًا. الحد الأقصى لعدد الخانات هو { $max }.
case-refused-move = هذه الخطوة غير ممكنة من الوضع «{ $status }».
case-sent = أُرسل الجواب.
case-noted = أُضيفت الملاحظة.
case-claimed = أصبحت هذه الحالة معك.
case-released = الحالة متاحة من جديد.
case-done-with = أُغلقت الحالة. يمكن فتحها من جديد.
case-open-again = فُتحت الحالة من جديد، وأصبحت لديك.
case-erasing = سحب الزائر ما قاله. تُتلف المفاتيح بتاريخ { $date }. عند الظن بأن شخصًا أجبره على ذلك، يُستحسن كتابة ملاحظة للفريق.
case-erasing-held = سحب الزائر ما قاله. يوجد حفظ قائم، فلا تُتلف المفاتيح إلا بعد { $date }. لا يعمل أحد عليه حتى ذلك الحين. عند الظن بأن شخصًا أجبره على ذلك، يُستحسن كتابة ملاحظة للفريق.
case-nothing-seen = لم تُطلب أي صورة. ولا توجد صورة محفوظة.

## وضع الحالة
status-new = جديدة
status-open = مفتوحة
status-answered = تم الجواب
status-closed = مغلقة
status-erasing = قيد السحب
status-restricted = مقيّدة بالتزام قانوني بالحفظ

## المستويات، من الأكثر استعجالًا
lane-0 = خطر
lane-1 = المهلة قريبة
lane-2 = نُشر بالفعل
lane-3 = أقل من 13، أو طلب متكرر
lane-4 = غير ذلك

## لماذا الحالة في مستواها
reason-danger-self = يفكر في إيذاء نفسه
reason-danger-near = هناك شخص قريب أو قادم
reason-selfharm-words = كلمات قد تدل على إيذاء النفس
reason-danger-later = ظهرت علامة خطر لاحقًا
reason-deadline-hour = المهلة خلال ساعة أو ساعتين
reason-deadline-today = المهلة اليوم
reason-shared = عُرض بالفعل على شخص
reason-under13 = العمر أقل من 13
reason-again = عادوا ويريدون المزيد
reason-other = لا علامة على مهلة أو خطر

## كلمات قصيرة لقائمة الانتظار والأجوبة
age-u13 = أقل من 13
age-a13 = من 13 إلى 15
age-a16 = 16 أو 17
age-a18 = 18 أو أكثر
age-skip = العمر غير مذكور
who-me = عن نفسه
who-child = أحد الوالدين
who-friend = صديق أو صديقة
who-pupil = المدرسة أو العمل مع الشباب
who-other = شخص آخر
who-skip = غير مذكور
danger-self = يفكر في إيذاء نفسه
danger-near = هناك شخص قريب أو قادم
danger-no = بأمان
danger-skip = غير مذكور
threat-pictures = صور
threat-information = معلومات
want-money = مال أو بطاقات هدايا
want-more = صور أخرى
want-act = فعل أو لقاء
want-harm = الإيذاء
want-unknown = غير معروف
by-hour = خلال ساعة أو ساعتين
by-today = اليوم
by-tomorrow = غدًا
by-later = بعد ذلك
by-none = لا مهلة معروفة
happened-paid = دفع
happened-sent = أرسل شيئًا آخر
happened-shared = عُرض على شخص
happened-deleted = حذف رسائل
happened-blocked = حظر حسابهم
happened-again = عادوا
happened-fake = صورة مصنوعة
happened-nothing = لا شيء من هذا

## العقدة
node-title = هذه العقدة
node-open = مفتوحة. يستطيع الزوار إرسال رسائل.
node-closed-title = هذه العقدة مغلقة
node-closed = صفحات المساعدة تعمل. وصفحة «أريد أن أحكي ما حدث» تقول إن لا أحد يستطيع قراءة الرسائل الآن.
node-closed-missing = تنقص هذه النقاط:
node-open-demo = هذا عرض تجريبي: وهو مفتوح حتى لو نقصت نقاط. أما العقدة الحقيقية فلا تُفتح إلا بعد اكتمال كل النقاط.
node-missing-members = عضوان لديهما عامل تحقق ثانٍ
node-missing-recovery = تأكيد مفتاح الاسترداد
node-missing-alarm = إرسال تنبيه عاجل تجريبي وتأكيد استلامه
node-missing-hours = ساعات العمل ومدة جواب معتادة وصحيحة
node-missing-secrecy = النص عمّا يُحفظ سرًا، لكل بلد
node-missing-crisis = خط أزمات تم التحقق منه، لكل بلد
node-missing-helpline = خط مساعدة للأطفال تم التحقق منه، لكل بلد
node-missing-review = نصوص السلامة موقّعة من مراجع، لكل لغة
node-missing-done = تم
node-missing-todo = ينقص
node-doctor = القائمة نفسها في سطر الأوامر:

## عندما لا يعمل شيء ما
error-signed-out-title = لم يتم تسجيل الدخول.
error-signed-out = يلزم تسجيل الدخول للمتابعة.
error-signed-out-copy = يُنسخ أولًا ما كُتب: فهو يختفي عند مغادرة هذه الصفحة. ثم يلزم تسجيل الدخول للمتابعة.
error-forbidden-title = هذا غير متاح لك.
error-forbidden = الحالة تخص فريقًا آخر، أو الصفحة تتطلب دورًا آخر.
error-case-title = لا توجد حالة كهذه.
error-case = ربما سحبها الزائر، أو العنوان خاطئ.
error-origin-title = جاء النموذج من مكان آخر.
error-origin = لم يُستخدم حفاظًا على السلامة. يُرجى فتح الصفحة من جديد وتكرار الخطوة.
error-desk-title = هناك شيء في البرنامج لا يعمل.
error-desk = لم يضع شيء مما حُفظ. يُرجى المحاولة من جديد. وإذا استمر ذلك، يُرجى إبلاغ المسؤول عن تشغيل هذه العقدة.
error-desk-busy-title = الخادم مشغول.
error-desk-busy = يُرجى الانتظار بضع ثوانٍ ثم الإرسال من جديد. النص المكتوب ما زال في النموذج.
