### reviewed = false

## ما قيل، وكيف وصل

case-said = ما قيل
case-fingerprints = { $count ->
    [zero] لا بصمات
    [one] بصمة لصورة واحدة
    [two] بصمتان لصورتين
    [few] بصمات لـ { $count } صور
    [many] بصمات لـ { $count } صورة
   *[other] بصمات لـ { $count } صورة
}
case-fingerprints-under-18 = العمر في الصورة: أقل من 18 سنة
case-fingerprints-adult = العمر في الصورة: 18 سنة أو أكثر
case-fingerprints-unknown = العمر في الصورة: لم يُذكر
case-fingerprints-wish = يريد أن يعرف
case-fingerprints-stopped = أوقف الزائر كل البصمات
case-origin-typed = كتبه الزائر
case-origin-pasted = لصقه الزائر
case-origin-spoken = قيل شفهيًا، وكتبه: { $name }
case-not-opened = لم تُفتح بالرمز منذ ذلك الحين

## الأسماء والحسابات

case-name-about = لا يُبحث في الحالات الأخرى إلا عما يخص الشخص الذي يهدد.
case-source-typed = كتبه الزائر
case-source-found = وُجد في النص
case-source-staff = كتبه الفريق
case-maybe = قد يكون صاحب الحساب ضحية أيضًا
case-maybe-hacked = قد يكون الحساب مسروقًا
case-maybe-mule = قد يُستعمل لتلقي المال
case-maybe-minor = قد يكون طفلًا
case-name-mark = تحديد أو تصحيح
case-name-marked-by = حدده { $name }، { $time }
case-name-correct = تصحيح هذا الاسم
case-name-wrong = شخص غير معني
case-name-wrong-hint = يخرجه من كل بحث. يبقى هنا مشطوبًا.
case-name-gone-wrong = شخص غير معني
case-name-gone-corrected = صُحّح
case-name-add = إضافة اسم أو حساب
case-name-saved = حُفظ التحديد.
case-name-added = أُضيف الاسم.
case-name-corrected = صُحّح الاسم.
case-name-withdrawn = أُخرج الاسم.
case-refused-name = لا يُقرأ هذا اسمًا أو حسابًا. يشبه الاسم @ana_88 أو ana@example.org. لم يُحفظ شيء.
case-lead = { $count ->
    [one] مذكور في بلاغ واحد؛ أدنى درجة: { $grade }.
    [two] حساب مشترك: مذكور في بلاغين؛ أدنى درجة: { $grade }.
    [few] حساب مشترك: مذكور في { $count } بلاغات؛ أدنى درجة: { $grade }.
   *[other] حساب مشترك: مذكور في { $count } بلاغًا؛ أدنى درجة: { $grade }.
}
case-lead-elsewhere = { $count ->
    [zero] لا حالات أخرى لدى فرق أخرى.
    [one] حالة أخرى واحدة لدى فريق آخر.
    [two] حالتان أخريان لدى فرق أخرى.
    [few] { $count } حالات أخرى لدى فرق أخرى.
    [many] { $count } حالة أخرى لدى فرق أخرى.
   *[other] { $count } حالة أخرى لدى فرق أخرى.
}
case-lead-about = الخيط هو حساب مشترك. لا يقول من وراءه.

## الجواب

case-answer-leaves = يخرج الجواب بعد دقيقتين من إرساله. حتى ذلك الحين يمكن استعادته.
case-answer-go = إلى جوابك
case-leaving = يخرج الجواب بعد دقيقتين. حتى ذلك الحين يمكن استعادته.
case-leaves-at = في الطريق. يخرج: { $time }. لا يراه الزائر بعد.
case-leaves-stopped = لم يخرج هذا. طلب الزائر عدم الكتابة إليه، أو يسحب ما قاله.
case-undo = استعادته
case-undone = استُعيد الجواب، وعاد مسودة.
case-send-now = إرساله الآن
case-draft-save = حفظ المسودة
case-draft-saved = حُفظت المسودة. لا يراها أحد سواك.
case-draft-at = مسودتك: { $time }.
case-meaning = معناه بلغتي
case-meaning-hint = للفريق فقط. يكتبه إنسان. لا يراه الزائر أبدًا.
case-meaning-add = كتابة المعنى
case-meaning-by = المعنى بحسب { $name }: { $text }
case-meaning-saved = حُفظت الملاحظة.
case-wording = نظرة أخرى إلى هذه الكلمات
case-wording-about = قد تبدو لومًا، أو تعد بأكثر مما يمكن. يمكن تغييرها، أو إرسال الجواب كما هو. القرار لك.
case-wording-send = إرساله كما هو
case-templates = نصوص للبدء
case-templates-hint = يضيف نصًا في النهاية، بلغة الزائر. يُغيَّر حتى يناسب.

## المهام

case-tasks = المهام
case-tasks-none = لا مهام.
case-task-add = إضافة مهمة
case-task-text = ما المطلوب
case-task-whose = من يقوم بها
case-task-anybody = أي شخص من الفريق
case-task-due = آخر يوم
case-task-for = المكلف: { $name }
case-task-due-on = حتى { $date }
case-task-done-by = أتمّها { $name }، { $time }
case-task-do = تمّت
case-task-undo = لم تتم بعد
case-task-late = متأخرة
case-task-saved = حُفظت المهمة.
case-task-marked = تغيّرت المهمة.
tasks-title = مهامي
tasks-none = لا شيء مطلوب الآن.
desk-tasks = { $count ->
    [0] مهامي
    [one] مهامي (واحدة)
    [two] مهامي (اثنتان)
    [few] مهامي ({ $count } مهام)
    [many] مهامي ({ $count } مهمة)
   *[other] مهامي ({ $count } مهمة)
}

## التسليم

case-handover = تسليم الحالة
case-handover-about = يقرأ من يأتي بعدك هذا أولًا، كي يحكي الطفل مرة واحدة. يُغيَّر حتى يصبح صحيحًا.
case-handover-to = إلى من
case-handover-desk = العودة إلى الفريق
case-handover-text = ما يجب أن يعرفه التالي
case-handover-by = سلّمها { $name } إلى { $to }، { $time }
case-handover-last-visitor = آخر رسالة من الزائر: { $time }
case-handover-last-desk = آخر جواب من الفريق: { $time }
case-handover-no-answer = لم يجب أحد بعد.
case-handover-task = مهمة مفتوحة: { $text }
case-handed-over = سُلّمت الحالة.

## حالتان معًا

case-together = العمل على حالتين معًا
case-together-about = لبلاغين عن الطفل نفسه، مثلًا من والد ومن الطفل. ترى هنا الاثنين. لكل منهما محادثته ورمزه وأجوبته.
case-together-with = مع أي حالة
case-together-none = لا توجد حالة أخرى للاختيار.
case-together-typed = أو كتابة رقمها أو معرّفها الكامل
case-refused-no-case = لا توجد هنا حالة بهذا الرقم، أو توجد أكثر من حالة. يُكتب المعرّف الكامل، وهو في عنوان صفحة الحالة.
case-together-other = بجانبها: الحالة { $number }
case-together-apart = محادثة مستقلة. لا شيء مما يُكتب هنا يظهر في الأخرى.
case-together-part = العمل عليها وحدها من جديد
case-joined = تعمل على الحالتين معًا.
case-parted = الحالتان منفصلتان من جديد.
case-changed = تم التغيير.

## عبر الهاتف

phone-title = بلاغ عبر الهاتف
phone-about = تُقرأ الأسئلة بصوت مسموع. يمكن تخطي كل سؤال. يُقال إنه لا حاجة أبدًا إلى صورة، وما الذي يبقى سرًا ومتى لا يمكن ذلك.
phone-language = لغة الشخص
phone-words = ما يقوله بكلماته
phone-words-hint = يُكتب كما يُقال. ويُسجَّل أنه قيل لك.
phone-pasted = رسائل يقرؤها بصوت مسموع
phone-send = الحفظ وعرض الرمز
phone-done-title = تم الحفظ. يُقرأ هذا الرمز بصوت مسموع.
phone-done-about = يظهر الآن فقط. به يعود الشخص ويقرأ جوابك. يُطلب منه أن يكتبه وأن يقرأه عليك.
phone-done-digits = الرمز نفسه بالأرقام:

## ما تم

did-line = { $time } · { $who } · { $what }
did-visitor = الزائر
did-house = البرنامج
did-other = { $what }
did-report-received = وصل البلاغ
did-report-added = أضاف شيئًا
did-report-spoken = كتب ما قيل
did-thread-opened = فتح المحادثة بالرمز
did-thread-code-changed = أخذ رمزًا آخر
did-thread-quieted = طلب عدم الكتابة إليه
did-thread-erase-asked = سحب كل شيء
did-thread-kept = أبقاه في النهاية
did-thread-erased = أُتلف
did-case-claimed = تولى الحالة
did-case-released = ترك الحالة
did-case-opened = فتح الحالة
did-case-answered = كتب جوابًا
did-case-noted = كتب ملاحظة
did-case-status = غيّر الوضع
did-case-relaned = تقدمت: الموعد قريب
did-case-handed-over = سلّم الحالة
did-case-joined = يعمل على حالتين معًا
did-case-parted = يعمل عليها وحدها من جديد
did-answer-left = خرج الجواب
did-answer-taken-back = استعاد الجواب
did-answer-stopped = لم يخرج الجواب
did-answer-as-it-is = أرسل الكلمات كما هي
did-message-explained = كتب معنى رسالة
did-name-marked = حدد اسمًا
did-name-added = أضاف اسمًا
did-name-corrected = صحح اسمًا
did-name-withdrawn = شخص غير معني: أخرج اسمًا
did-task-set = أضاف مهمة
did-task-done = أتم مهمة
did-task-undone = أعاد فتح مهمة

## نصوص للبدء. يقرؤها الزائر: عمر القراءة من 9 إلى 11 سنة.

template-first-name = أول جواب
template-first = خيرًا فعلت بالكتابة إلينا. لا لوم عليك. ما يفعلونه ممنوع، وهذا ليس ذنبك. قرأنا ما حكيته لنا. نحن معك في هذا.
template-safe-name = في أمان؟
template-safe = سؤال واحد أولًا. هل أنت في أمان في هذه اللحظة؟ هل بقربك شخص قد يؤذيك؟ هل لديك أفكار عن إيذاء نفسك؟ تكفي كلمة واحدة. إن كان هناك خطر، فالأفضل الاتصال الآن بأحد من صفحة «أريد التحدث مع شخص». هم يساعدون فورًا.
template-paid-name = تم الدفع من قبل
template-paid = دفعت لأنهم أخافوك. يحدث هذا لكثيرين. يمكنك التوقف الآن. دفع المزيد لا يوقفهم. من المفيد حفظ الإيصال أو الرقم. يمكنك أن تحكي لنا كيف تم الدفع. أحيانًا يستطيع البنك أو المتجر المساعدة.
template-keep-name = حفظ الرسائل
template-keep = من المفيد حفظ الرسائل. هي تساعد في معرفة من يفعل هذا. يمكنك تصوير المحادثة: الاسم، والرابط، والتاريخ، من دون صورك. بعد ذلك يمكنك حظرهم.
near-template-keep = هل حفظ الرسائل آمن لك؟ إن لم يكن آمنًا، فلا حاجة إليه. يمكنك أن تكتب لنا هنا ما جاء فيها، من دون صورك.
template-shared-name = نُشرت الصورة
template-shared = مؤلم أن يراها أحد. ما زال هناك ما يمكن فعله. يمكن أن نطلب من الخدمات حجب الصورة. لا يحتاج أحد إلى النظر إليها. يمكنك أن تقول لنا أين كانت. لا حاجة إلى إرسالها إلينا.
template-tell-name = إخبار شخص كبير
template-tell = هل هناك شخص كبير تثق به؟ لا حاجة إلى قول كل شيء. يمكنك أن تعرض عليه جملة واحدة: «شخص يهددني على الإنترنت وأحتاج إلى مساعدة». ويمكننا أن نبحث عن الكلمات معًا.
near-template-tell = هل هناك شخص تشعر معه بالأمان؟ لا حاجة إلى قول كل شيء. جملة واحدة تكفي: «شخص يهددني وأحتاج إلى مساعدة». ويمكننا أن نبحث عن الكلمات معًا.
template-accounts-name = الحسابات
template-accounts = شيء واحد يساعد كثيرًا: إخفاء قائمة الأصدقاء. هكذا يرون عددًا أقل ممن يكتبون إليهم. ثم جعل الحساب خاصًا. ثم اختيار كلمة سر جديدة. خطوة واحدة في كل مرة تكفي.
template-wait-name = نحتاج إلى وقت
template-wait = قرأنا رسالتك. نحتاج إلى بعض الوقت لجواب جيد. نكتب إليك هنا من جديد يوم … إن صار الأمر عاجلًا، فلا داعي لانتظارنا. الأفضل الاتصال بأحد من صفحة «أريد التحدث مع شخص».
template-handover-name = شخص آخر يكمل
template-handover = من الآن يكتب إليك شخص آخر من فريقنا. قرأ ما حكيته لنا. لا حاجة إلى أن تحكيه من جديد. يمكنك أن تسأله عن أي شيء.
template-closing-name = ختام
template-closing = يبدو الأمر أهدأ الآن. نتوقف هنا في الوقت الحالي. رمزك ما زال يعمل. إن بدأ الأمر من جديد، أو أردت الحديث فقط، يمكنك الكتابة هنا. فعلت الكثير، وهذا ليس ذنبك.

# What a machine reads in pasted words
case-machine = ما تقرؤه الآلة فيه
case-machine-about = علّمت الآلة ما تعرفه من تهديدات أخرى. هي لا تقرر شيئًا وقد تخطئ. كلمات الشخص نفسه لا تُقرأ بهذه الطريقة.
case-machine-rules = القواعد:
element-threat-distribution = تهديد بالعرض
element-demand-money = طلب مال
element-demand-content = طلب صور أو مكالمة
element-demand-act = فرض فعل
element-deadline = تحديد مهلة
element-audience = من سيراه
element-possession-claim = يقول إنه عنده
element-leverage-info = يعرف عن حياته
element-payment-rail = طريقة الدفع
element-isolation = لا تخبر أحدًا ولا تحظر
element-distribution-started = بدأ الأمر
element-platform-move = الانتقال إلى مكان آخر
element-image-request = طلب صورة
element-fabricated-image = صورة مفبركة
element-escalation-repeat = طلب مرة أخرى

# «هذه القراءة خاطئة»، والأمثلة التي تأتي منها
case-misread = هذه القراءة خاطئة
case-misread-about = يُذكر هنا ما كان على الآلة أن تقرأه. يبقى ذلك في هذه الحالة، مختومًا، لمن يصلح القواعد.
case-misread-wrote = من كتب هذه الكلمات؟
wrote-offender = شخص يهدد أو يطالب
wrote-victim = الشخص الذي يحدث له ذلك
wrote-bystander = شخص يعرف بالأمر
wrote-educator = شخص يعلّم أو يحذّر أو ينقل الخبر
wrote-none = لا شيء من هذا
case-misread-why = لماذا أخطأت الآلة؟
whywrong-quotes = النص يكرر ما كتبه شخص آخر
whywrong-joke = مزاح بين أصدقاء
whywrong-help = النص يطلب المساعدة أو يحذّر
whywrong-missed = لم تلاحظ تهديدًا أو مطلبًا
whywrong-part = فهمت جزءًا على أنه شيء آخر
whywrong-language = لغة أو كلمة لا تعرفها
whywrong-other = شيء آخر
case-misread-rewrite = مثال بكلمات أخرى (يمكن تركه فارغًا)
case-misread-warning = بلا أسماء وبلا كلمات مطابقة.
case-misread-rewrite-hint = يُكتب من جديد، بلغة النص، بحيث لا يستطيع أحد أن يعرف نفسه فيه. ما يُكتب هنا يخرج من هذه الحالة بلا رقمها، ويبقى بعد حذف الحالة. الحد الأقصى لعدد الخانات هو { $max }.
case-misread-saved = تم الحفظ. لم يخرج شيء من هذه الحالة.
case-misread-released = تم الحفظ. خرج المثال المكتوب بكلمات أخرى.
case-misread-by = حدد { $name } القراءة على أنها خاطئة، { $time }: { $wrote }. { $why }.
case-misread-was-released = خرج مثال بكلمات أخرى.
case-misread-names = لم يخرج: فيه اسم أو حساب أو رقم أو رابط.
case-misread-words = لم يخرج: فيه كلمات من هذه الحالة كما هي. يجب قولها بكلمات أخرى.
case-misread-full = لم يخرج: لا مكان لأمثلة أخرى. يجب أولًا إخراج الأمثلة القديمة.
case-name-marked-visitor = حدده صاحب البلاغ، { $time }
did-thread-named = قال لمن هذه الأسماء
did-reading-marked = حدد قراءة للآلة على أنها خاطئة
examples-title = أمثلة للقواعد
examples-about = كتبها أعضاء بكلمات أخرى حيث أخطأت الآلة، وأخرجوها. لا يظهر هنا رقم أي حالة. يُقرأ كل مثال قبل استعماله: إذا أمكن أن يُعرف فيه أحد فيجب إخراجه.
examples-none = لم يخرج شيء.
examples-by = { $wrote }. { $why }. { $lang }، { $date }، القواعد { $rules }
examples-file = كلها في ملف
examples-take-out = إخراج
examples-taken-out = أُخرج المثال.
