### reviewed = false
# Opening and closing the node, hours, secrecy, the duty list, the signing of texts; and the mails to people on duty.
# Ids that begin with visit- are for visitors: read the first lines of site.ftl. The rest is for trained staff.

## For visitors
visit-hours = نقرأ الرسائل هنا { $days }. هذا بتوقيت { $place }.
visit-hours-always = نقرأ الرسائل هنا في كل ساعة وكل يوم.
visit-usual = { $hours ->
    [zero] نجيب عادةً خلال أقل من ساعة.
    [one] نجيب عادةً خلال ساعة واحدة.
    [two] نجيب عادةً خلال ساعتين.
    [few] نجيب عادةً خلال { $hours } ساعات.
    [many] نجيب عادةً خلال { $hours } ساعة.
   *[other] نجيب عادةً خلال { $hours } ساعة.
}
visit-usual-days = { $days ->
    [zero] نجيب عادةً خلال أقل من يوم.
    [one] نجيب عادةً خلال يوم واحد.
    [two] نجيب عادةً خلال يومين.
    [few] نجيب عادةً خلال { $days } أيام.
    [many] نجيب عادةً خلال { $days } يومًا.
   *[other] نجيب عادةً خلال { $days } يوم.
}
visit-day = يوم { $day }، { $hours }
visit-days = من { $first } إلى { $last }، { $hours }
visit-span = من { $from } إلى { $to }
visit-and = { $one } و{ $other }
visit-day-0 = الاثنين
visit-day-1 = الثلاثاء
visit-day-2 = الأربعاء
visit-day-3 = الخميس
visit-day-4 = الجمعة
visit-day-5 = السبت
visit-day-6 = الأحد

## Mails to people on duty. They say that something waits, and nothing of what.
mail-urgent-subject = { $node }: أمر عاجل ينتظر
mail-urgent-text =
    أمر عاجل ينتظر لدى { $node }، وليس في عهدة أحد.

    يمكن تأكيد تولّيه بضغطة واحدة ومن دون تسجيل الدخول:
    { $link }

    بعد ذلك يُرجى تسجيل الدخول وتولّي الحالة. وإن كان أحد قد تولّاها فيُرجى فتحها. إن لم يفعل أحد ذلك خلال عشر دقائق، يُستدعى الشخص التالي في القائمة.
    الرابط صالح ليوم واحد. لا تقول هذه الرسالة من كتب ولا لماذا. يُرجى عدم الرد عليها.
mail-test-subject = { $node }: تجربة التنبيه العاجل
mail-test-text =
    هذه تجربة. لا شيء ينتظر لدى { $node }.

    يُرجى تأكيد وصول هذه الرسالة:
    { $link }

    الرابط صالح ليوم واحد. يُرجى عدم الرد على هذه الرسالة.
mail-closed-subject = { $node }: أُغلقت العقدة تلقائيًا
mail-closed-text =
    لم تعد { $node } تستقبل رسائل: شرط لازم لفتحها لم يعد متحققًا.
    يرى الزوار من غيرنا يستطيع المساعدة. يُرجى تسجيل الدخول وفتح صفحة «هذه العقدة».

    يمكن تأكيد تولّي الأمر هنا:
    { $link }

    يُرجى عدم الرد على هذه الرسالة.

## The page behind the link in a mail
ack-title = يجب أن يتولّى أحد هذا الأمر
ack-urgent = أمر عاجل ينتظر، وليس في عهدة أحد.
ack-test = هذه تجربة للتنبيه العاجل.
ack-closed = أُغلقت العقدة تلقائيًا. لا يستطيع الزوار إرسال رسائل.
ack-button = أتولّى الأمر
ack-button-about = عندئذ يُستدعى الشخص التالي بعد عشر دقائق أخرى، إلا إذا صار الأمر في عهدة أحد قبل ذلك.
ack-done-title = سُجّل أن الأمر في عهدتك
ack-done = الساعة الآن { $time }. يُرجى تسجيل الدخول وتولّي الحالة. وإن كان أحد قد تولّاها فيُرجى فتحها. هذا وحده يوقف الاستدعاء.
ack-done-test = انتهت التجربة. يمكن إغلاق هذه الصفحة.
ack-signin = تسجيل الدخول
ack-gone-title = لم يعد هذا الرابط صالحًا
ack-gone = مضى عليه أكثر من يوم، أو أنه غير كامل. يُرجى تسجيل الدخول لرؤية ما ينتظر.

## Troubles, on every page of the console
gate-trouble-nobody = شخص في خطر ينتظر. استُدعي كل المناوبين، وليس الأمر في عهدة أحد.
gate-trouble-channel = تنبيهات المناوبين لا تُرسل. يُرجى فحص خادم البريد، أو العنوان الذي يستقبل النداءات.
gate-trouble-closed = أُغلقت هذه العقدة تلقائيًا. لا يستطيع الزوار إرسال رسائل.
gate-trouble-numbers = أُزيلت من قاعدة البيانات عمليات تحقق من أرقام تُعرض للزوار. قد تُعرض من جديد أرقام سُحبت: يُرجى مراجعة قائمة الأرقام ومن يستطيع الكتابة في قاعدة البيانات.
gate-trouble-jobs = تُرك عمل في الخلفية بعد محاولات كثيرة، فلم يحدث شيء كان ينبغي أن يحدث. يُرجى النظر في السجل وتشغيل vigie doctor.

## This node
gate-lacks = ينقص: { $list }
gate-where = الانتقال إلى هناك
gate-every-other = كل البلدان الأخرى
gate-since = منذ { $time }
gate-closed-itself = أُغلقت العقدة تلقائيًا، لأن هذه النقاط لم تعد متحققة:
gate-closed-reason = أُغلقت لهذا السبب: { $reason }
gate-open-title = الفتح أمام الزوار
gate-open-about = كل النقاط متحققة. بعد الفتح يستطيع الزوار إرسال رسائل، ويجب أن يقرأها أحد.
gate-open-button = فتح العقدة
gate-open-not = لا يمكن فتحها ما دامت نقطة ناقصة.
gate-open-who = يفتحها مدير.
gate-close-title = الإغلاق أمام الزوار
gate-close-about = عندئذ تعرض صفحة «أريد أن أحكي ما حدث» من غيرنا يستطيع المساعدة. تبقى المحادثات الموجودة مفتوحة، وتبقى الرموز صالحة.
gate-close-reason = السبب
gate-close-hint = يقرؤه الزملاء هنا. يُرجى عدم كتابة شيء عن أي حالة.
gate-close-error = يُرجى كتابة سبب لا يزيد على 500 حرف.
gate-close-button = إغلاق العقدة
gate-settings = ما يجب إعداده
gate-hours-link = ساعات العمل ومدة الجواب المعتادة
gate-secrecy-link = البلدان المخدومة، وما يُحفظ سرًا فيها
gate-duty-link = قائمة المناوبة وتجربة التنبيه العاجل
gate-texts-link = نصوص السلامة لكل لغة
gate-recovery-title = مفتاح الاسترداد على الورق
gate-saved = تم الحفظ.
gate-conflict-title = سبق أحدٌ إلى التغيير
gate-conflict = غيّر أحد هذا في اللحظة نفسها. هذا هو الوضع الآن. يُرجى المحاولة مرة أخرى.
gate-back = العودة إلى هذه العقدة

## Opening hours
hours-title = ساعات العمل
hours-about = يرى الزوار هذه الساعات ومدة الجواب المعتادة. لا وعد إلا بما يصح ليلًا وفي أيام العطل أيضًا.
hours-zone = المنطقة الزمنية
hours-zone-hint = اسم المكان كما تعرفه الحواسيب، مثل Africa/Cairo أو Asia/Beirut.
hours-day-hint = مثل {"\u2066"}09:00-12:30, 14:00-18:00{"\u2069"}. يُترك اليوم فارغًا حين لا يقرأ أحد. {"\u2066"}00:00-24:00{"\u2069"} هو اليوم كله.
hours-usual = مدة الجواب المعتادة، بالساعات
hours-usual-hint = عدد صحيح من 1 إلى 336. يُؤخذ ما انتظره تسعة من كل عشرة زوار في الشهر الماضي.
hours-error-week = هناك ساعة أو منطقة غير صحيحة، أو كل الأيام فارغة.
hours-error-usual = يُرجى كتابة عدد صحيح من 1 إلى 336.
hours-shown = يقرأ الزوار

## Countries and secrecy
secrecy-title = البلدان المخدومة، وما يُحفظ سرًا
secrecy-about = في 60 كلمة على الأكثر: ما الذي يُحفظ سرًا، ومتى لا يمكن ذلك. يجب أن يفهمه الطفل قبل أن يكتب.
secrecy-served = البلدان المخدومة
secrecy-served-hint = رموز من حرفين تفصل بينها مسافات، مثل EG LB. يحتاج كل منها إلى خط أزمات وخط مساعدة للأطفال تم التحقق منهما.
secrecy-served-error = ليس بلدًا: { $list }
secrecy-text-title = كتابة نص أو تغييره
secrecy-country = البلد
secrecy-language = اللغة
secrecy-text = ما نحفظه سرًا، ومتى لا نستطيع
secrecy-text-hint = 60 كلمة على الأكثر. النص الفارغ يزيل النص الموجود.
secrecy-text-error = عدد كلمات النص { $count }. المكان يتسع لـ 60.
secrecy-lacking = نصوص ناقصة
secrecy-written = نصوص موجودة

## Duty list
duty-title = قائمة المناوبة
duty-about = حين ينتظر خطر وليس في عهدة أحد، يُستدعى هؤلاء واحدًا بعد آخر، كل عشر دقائق. وكذلك حين يأتي خطر جديد إلى حالة تولّاها أحد، حتى يفتحها عضو. الفريق الشريك هو الأخير. يقول التنبيه إن أمرًا ينتظر، ولا شيء غير ذلك.
duty-none = لا أحد في القائمة. بلاغ فيه خطر لن يوقظ أحدًا.
duty-name = الاسم
duty-address = العنوان
duty-way = الطريقة
duty-way-mail = بريد
duty-way-call = نداء موقّع
duty-language = لغة الرسائل
duty-partner = الفريق الشريك: يُستدعى أخيرًا
duty-partner-short = الفريق الشريك
duty-add-title = إضافة شخص
duty-address-hint = عنوان بريد، أو عنوان https يستقبل نداءات موقّعة.
duty-error = يلزم اسم وعنوان مناسب. تتسع القائمة لاثني عشر.
duty-add = إضافة
duty-up = إلى أعلى
duty-remove = إزالة
duty-test = إرسال تجربة
duty-test-sent = تجربة في الطريق. يجب فتح الرابط الذي فيها.
duty-tested = أُكّدت التجربة { $time }
duty-test-waits = أُرسلت التجربة { $time }، ولم تُؤكَّد بعد
duty-test-leaves = التجربة في الطريق
duty-never = لم يُجرَّب قط
duty-no-mail = ليس لهذه العملية خادم بريد: لا تُرسل الرسائل. انظر vigie serve --help, --smtp.
duty-no-call = ليس لهذه العملية سر لتوقيع النداءات: لا تُرسل النداءات. انظر vigie serve --help, --webhook-secret-file.
duty-no-public = لا تعرف هذه العملية عنوانها، فلا يمكن صنع رابط. انظر vigie serve --help, --public-url.

## Safety texts
texts-title = نصوص السلامة
texts-about = تُعرض اللغة على الزوار حين يتحمل أحد مسؤولية نصوص السلامة فيها كما هي. النص الذي يتغير يُبطل التوقيع.
texts-read = يُرجى قراءة كل نص. هل يفهمه طفل خائف عمره تسع سنوات؟ هل يلوم أو يعد أو يخيف؟
texts-which = اللغة
texts-state-reviewer = وقّع { $name }، { $time }. المؤهل: { $qualification }
texts-state-operator = على مسؤولية الجهة المشغّلة، { $time }
texts-state-void = تغيّرت النصوص منذ ذلك الحين. لا تُعرض هذه اللغة حتى تُوقَّع من جديد.
texts-state-none = غير موقّعة. لا تُعرض هذه اللغة على الزوار.
texts-sign-title = التوقيع
texts-sign-about = قرأ مراجع من أهل اللغة، مختص بحماية الطفل، كل نص أعلاه كما هو.
texts-name = اسم المراجع
texts-qualification = المؤهل
texts-qualification-hint = مثلًا: أخصائية اجتماعية، من أهل اللغة، أحد عشر عامًا في خط مساعدة للأطفال.
texts-sign-error = يُرجى كتابة الاسم والمؤهل، كل منهما في 300 حرف على الأكثر.
texts-sign = هذه النصوص صحيحة
texts-operator-title = من دون مراجع
texts-operator-about = تتحمل الجهة المشغّلة مسؤولية أن هذه النصوص لا تؤذي، إلى أن يقرأها مراجع.
texts-operator = نتحمل المسؤولية
texts-withdraw = التوقف عن عرض هذه اللغة
texts-signed = سُجّل. تُعرض هذه اللغة على الزوار.
texts-withdrawn = سُجّل. لم تعد هذه اللغة تُعرض على الزوار.
texts-role-reviewer = يوقّع مراجع. ويمكن لمدير أن يتحمل المسؤولية باسم الجهة.
