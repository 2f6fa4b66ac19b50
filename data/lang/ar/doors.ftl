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
doors-expect-call = عند الاتصال
doors-expect-call-1 = قد يرن الهاتف طويلًا. هذا ليس بسببك.
doors-expect-call-2 = قد يأتي صوت مسجل قبل أن يجيب شخص.
doors-expect-call-3 = لا حاجة إلى ذكر اسمك.
doors-expect-call-4 = قد يسألون عن عمرك، وهل أنت في خطر الآن.
doors-expect-call-5 = يمكنك إنهاء المكالمة في أي وقت. ويمكنك الاتصال مرة أخرى.
doors-expect-say = ما يمكنك قوله
