### reviewed = false
### Doors to people: /talk, and the desk's page of numbers.

## Visitors

doors-wait = لا نعرف كم يطول الانتظار. إذا لم يجب أحد، يمكنك تجربة التالي.
doors-for-crisis = عند وجود خطر، أو عند التفكير في إيذاء النفس.
doors-for-child = أشخاص يستمعون إلى الأطفال والشباب.
doors-for-missing = للأطفال الذين تركوا البيت أو المفقودين.
doors-for-police = الشرطة أو خدمات الطوارئ.
doors-for-hotline = هنا يمكن التبليغ عن الصور والإساءة على الإنترنت.
doors-for-takedown = يمكنها أن تطلب من المواقع إزالة الصور.
doors-open-always = مفتوح ليلًا ونهارًا.
doors-open-now = حسب ساعات العمل، الخط مفتوح الآن.
doors-opens-today = حسب ساعات العمل، يفتح الخط اليوم الساعة { $time }.
doors-opens-tomorrow = حسب ساعات العمل، يفتح الخط غدًا الساعة { $time }.
doors-opens-on = حسب ساعات العمل، يفتح الخط يوم { $day } الساعة { $time }.
doors-local = هذه الأوقات بتوقيت المكان الذي توجد فيه الخدمة.
doors-days-every = كل يوم
doors-days-range = من { $first } إلى { $last }
doors-span = { $days }، من الساعة { $from } إلى { $to }
doors-day-0 = الاثنين
doors-day-1 = الثلاثاء
doors-day-2 = الأربعاء
doors-day-3 = الخميس
doors-day-4 = الجمعة
doors-day-5 = السبت
doors-day-6 = الأحد
doors-write = طرق الكتابة
doors-money = التكلفة
doors-cost = المكالمة ليست مجانية.
doors-source = أين وجدناه: { $sites }
doors-wrong = لم ينجح هذا معي
doors-thanks-title = شكرًا لإخبارنا
doors-thanks = سينظر شخص هنا في هذا الرقم. ما حدث ليس بسببك.
doors-thanks-next = هذا هو التالي الذي يمكنك تجربته.
doors-adult = عمري 18 سنة أو أكثر
doors-expect-write = عند الكتابة
doors-expect-write-1 = قد يتأخر الرد بعض الوقت. من الأفضل إبقاء الدردشة مفتوحة.
doors-expect-write-2 = لا أحد يحتاج إلى رؤية الصورة. لا حاجة إلى إرسالها.
doors-expect-write-3 = ما يُكتب قد يبقى في الهاتف. ويمكنك مسحه منه.
near-doors-expect-write-3 = ما يُكتب قد يبقى حيث كُتب. ويمكنك مسحه هناك.
doors-expect-call = عند الاتصال
doors-expect-call-1 = قد يرن الهاتف طويلًا. هذا ليس بسببك.
doors-expect-call-2 = قد يأتي صوت مسجل قبل أن يجيب شخص.
doors-expect-call-3 = لا حاجة إلى ذكر اسمك.
doors-expect-call-4 = قد يسألون عن عمرك، وهل أنت في خطر الآن.
doors-expect-call-5 = يمكنك إنهاء المكالمة في أي وقت. ويمكنك الاتصال مرة أخرى.
doors-expect-say = ما يمكنك قوله

## The desk

numbers-nav = الأرقام
numbers-title = الأرقام التي يراها الزوار
numbers-rule = لا يُعرض رقم إلا إذا اتفق مصدران فُتح كل منهما خلال اثني عشر شهرًا وأحدهما من الخدمة نفسها أو رسمي، وإذا جرّبه شخص، وحتى يوم أخير. القاعدة تخفي، والإنسان يُظهر.
numbers-demo-title = عرض توضيحي
numbers-demo = لا يرى زوار العرض التوضيحي إلا أرقامًا متخيَّلة. القائمة أدناه حقيقية، ويمكن تجربة التحقق هنا دون أن يظهر شيء للزوار. كم مرة في أسبوع قال زوار إن رقمًا متخيَّلًا لم ينجح:
numbers-filter = أي أرقام
numbers-show-every = الكل
numbers-show-shown = المعروضة
numbers-show-hidden = المخفية
numbers-show-soon = تنتهي خلال 60 يومًا
numbers-show-look = تحتاج إلى نظر
numbers-countries = بلد واحد فقط
numbers-countries-all = كل البلدان
numbers-europe = أوروبا، أرقام موحدة
numbers-networks = شبكات بلا بلد محدد
numbers-own = إضافة رقم خاص بنا
numbers-empty = لا رقم يطابق هذا الاختيار.
numbers-none-title = لا يوجد هذا الرقم
numbers-none = لا رقم بهذا العنوان. ربما أزيل مع إصدار جديد.
numbers-col-name = الاسم
numbers-col-contact = وسيلة الاتصال
numbers-col-grade = الدرجة
numbers-col-sources = المصادر
numbers-col-checked = تاريخ التحقق
numbers-col-state = الحالة
numbers-col-week = قيل إنه لا يعمل، 7 أيام
numbers-col-page = الصفحة
numbers-col-opened = تاريخ الفتح
numbers-col-own = من الخدمة نفسها أو رسمية
numbers-never = أبدًا
numbers-shown = معروض
numbers-hidden = مخفي
numbers-soon = ينتهي قريبًا
numbers-look = يحتاج إلى نظر
numbers-shown-until = معروض حتى { $day }
numbers-why-prevention = لا يُعرض أبدًا على صفحات الأطفال
numbers-why-contact = لا وسيلة معروفة للوصول إلى أحد
numbers-why-withdrawn = أُزيل في { $day }
numbers-why-own = لم يُفتح خلال اثني عشر شهرًا أي مصدر من الخدمة أو من جهة رسمية
numbers-why-never = لم يجرّبه أحد
numbers-why-second = يجب أن يتحقق منه شخص ثانٍ
numbers-why-old = جُرّب في { $day }، قبل أكثر من اثني عشر شهرًا
numbers-why-future = تاريخ التحقق { $day } بعد اليوم
numbers-why-expiry = لم يُحدد يوم أخير
numbers-why-expired = كان يومه الأخير { $day }
numbers-kind-crisis = خط أزمات
numbers-kind-child = خط مساعدة للأطفال
numbers-kind-police = شرطة أو طوارئ
numbers-kind-hotline = يستقبل البلاغات
numbers-kind-takedown = يطلب إزالة الصور
numbers-kind-prevention = لمن يخشى أن يعتدي
numbers-fact-country = البلد
numbers-fact-kind = الغرض
numbers-fact-phone = الهاتف
numbers-fact-text = طرق الكتابة
numbers-fact-chat = صفحة الدردشة
numbers-fact-url = الموقع
numbers-fact-hours = ساعات العمل
numbers-fact-zone = بتوقيت أي مكان
numbers-fact-languages = اللغات
numbers-fact-free = التكلفة
numbers-fact-adults = للبالغين فقط
numbers-fact-missing = للأطفال المفقودين: ليس خط أزمات
numbers-fact-grade = درجة الدليل الأول
numbers-fact-note = ملاحظة ملف البيانات
numbers-fact-added = أضافه
numbers-fact-week = قيل إنه لا يعمل، 7 أيام
numbers-fact-all = قيل إنه لا يعمل، 90 يومًا
numbers-hours-read = (يقرؤها الزوار بلغتهم)
numbers-free-yes = مجاني
numbers-free-no = غير مجاني
numbers-free-unknown = غير معروف
numbers-yes = نعم
numbers-no = لا
numbers-member = العضو { $number }
numbers-sources = المصادر
numbers-copy = أبدًا؛ قُرئت نسخة بلا تاريخ
numbers-checks = عمليات التحقق هنا
numbers-checks-none = لم يتحقق منه أحد هنا بعد.
numbers-until = صالح حتى { $day }
numbers-agree = صفحات متفقة: { $sites }
numbers-sealed = ما كُتب مختوم للمكتب. يفتحه الأعضاء الذين يقرؤون الملفات.
numbers-other = كان هذا تحققًا من رقم غير الرقم أعلاه. لا يُحسب.
numbers-check = تسجيل تحقق
numbers-check-how = يُقال فورًا إنها تجربة، في ساعة هادئة. المكالمة أو الرسالة التي جاء عليها رد، أو الخطاب، تُحسب مصدرًا واحدًا من الخدمة نفسها. التحقق الذي يفشل يخفي الرقم فورًا.
numbers-how = كيف جُرّب؟
numbers-how-called = مكالمة
numbers-how-wrote = كتابة: رسالة أو دردشة
numbers-how-pages = فتح الصفحات أدناه
numbers-how-letter = خطاب من الخدمة أو من جهة رسمية
numbers-works = ماذا كانت النتيجة؟
numbers-outcome-works = يعمل كما هو مكتوب
numbers-outcome-fails = لا يعمل
numbers-outcome-expired = أُزيل
numbers-evidence = ماذا حدث؟
numbers-evidence-hint = متى، ومن أجاب، وماذا قيل. مختوم للمكتب ولا يراه الزوار أبدًا.
numbers-pages = صفحات فُتحت اليوم وتقول الشيء نفسه
numbers-page-other = صفحة أخرى تقول الشيء نفسه
numbers-page-own = هذه الصفحة من الخدمة نفسها أو رسمية
numbers-days = كم مدة العرض؟ اثنا عشر شهرًا على الأكثر.
numbers-days-30 = 30 يومًا
numbers-days-90 = 90 يومًا
numbers-days-180 = 180 يومًا
numbers-days-366 = اثنا عشر شهرًا
numbers-check-button = تسجيل التحقق
numbers-expire = إخفاؤه عن الزوار
numbers-expire-how = يُخفى فورًا إلى أن يتحقق منه أحد من جديد. لا يُعدَّل رقم هنا أبدًا: الخاطئ يُزال، والصحيح يأتي رقمًا خاصًا بنا أو مع ملفات البيانات.
numbers-reason = لماذا؟
numbers-expire-button = إخفاؤه الآن
numbers-back = كل الأرقام
numbers-checked = سُجّل التحقق.
numbers-expired = لم يعد الزوار يرون هذا الرقم.
numbers-added = أُضيف الرقم. يبقى مخفيًا إلى أن يتحقق منه عضو آخر.
numbers-own-how = لخدمة ليست في أي قائمة هنا. يجب أن يتحقق منها عضو آخر قبل أن يراها أي زائر. يُترك فارغًا ما لا يُعرف.
numbers-own-name = كما تسمّي الخدمة نفسها
numbers-own-phone = كما تكتبه الخدمة، رقم واحد
numbers-own-write = مثلًا: SMS 12345
numbers-own-address = يبدأ بـ {"\u2066"}https://{"\u2069"}
numbers-own-hours = مثلًا {"\u2066"}24/7{"\u2069"} أو {"\u2066"}daily 9:00-23:00{"\u2069"} أو {"\u2066"}Mon-Fri 8:00-20:00, weekend 9:00-17:00{"\u2069"}. الكلمات الأخرى تُعرض كما هي.
numbers-own-zone = غير معروف
numbers-own-languages = رموز بينها فواصل: fr, en, ar
numbers-own-source = صفحة تقول ذلك
numbers-own-source-hint = عنوان الصفحة التي يرد فيها هذا الرقم
numbers-own-day = اليوم الذي فُتحت فيه
numbers-own-day-hint = السنة والشهر واليوم: {"\u2066"}2026-11-23{"\u2069"}
numbers-own-button = إضافة الرقم
numbers-error-evidence = يُذكر كيف جُرّب، وما النتيجة، وماذا حدث.
numbers-error-reason = يُذكر سبب إزالته.
numbers-error-page = تُذكر صفحة واحدة على الأقل فُتحت وتتفق.
numbers-error-address = أحد العناوين ليس عنوان صفحة. يبدأ العنوان بـ {"\u2066"}https://{"\u2069"}
numbers-error-name = يُذكر الاسم.
numbers-error-contact = تُذكر وسيلة واحدة على الأقل للوصول إليه.
numbers-error-country = يُختار بلد من القائمة.
numbers-error-kind = يُذكر الغرض منه.
numbers-error-day = يُذكر يوم المصدر، ليس بعد اليوم ولا قبل أكثر من اثني عشر شهرًا.
numbers-error-language = أحد رموز اللغات غير معروف.
numbers-error-zone = لا يُختار توقيت إلا مع ساعات مكتوبة كما في المثال.
numbers-error-long = هناك نص طويل جدًا. يُرجى تقصيره.
numbers-error-never = لا تُعرض خدمة كهذه على صفحات الأطفال أبدًا، لذلك لا يُتحقق منها هنا.
numbers-why-sources =
    { $have ->
        [zero] لم يُفتح أي مصدر خلال اثني عشر شهرًا؛ يجب أن يتفق مصدران
        [one] فُتح مصدر واحد فقط خلال اثني عشر شهرًا؛ يجب أن يتفق مصدران
        [two] فُتح مصدران خلال اثني عشر شهرًا؛ يجب أن يتفق مصدران
        [few] فُتحت { $have } مصادر خلال اثني عشر شهرًا؛ يجب أن يتفق مصدران
        [many] فُتح { $have } مصدرًا خلال اثني عشر شهرًا؛ يجب أن يتفق مصدران
       *[other] فُتح { $have } مصدر خلال اثني عشر شهرًا؛ يجب أن يتفق مصدران
    }
numbers-presses =
    { $count ->
        [zero] ولا مرة
        [one] مرة واحدة
        [two] مرتان
        [few] { $count } مرات
        [many] { $count } مرة
       *[other] { $count } مرة
    }
