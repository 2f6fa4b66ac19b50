### reviewed = false
# مفاتيح برامج المؤسسات الأخرى، لمن يدير العقدة.

api-title = مفاتيح للبرامج
api-about = يستطيع برنامج مؤسسة أخرى أن يسأل هذه العقدة إن كان نص ما ابتزازًا. يُظهر سرًّا مع كل طلب. يقوم المفتاح على اتفاق، وينتهي في يوم محدد، وله عدد من الطلبات في اليوم.
api-none = لا يوجد مفتاح بعد.
api-new = مفتاح جديد
api-owner = المؤسسة
api-owner-hint = من يُسأل عما يطلبه برنامجها.
api-agreement = الاتفاق
api-agreement-hint = كما تحفظه هذه الجهة: رقم أو تاريخ أو مكان.
api-scopes = ما يحق له أن يسأل عنه
api-scope-text = هل الرسائل والمحادثات ابتزاز.
api-quota = عدد الطلبات في اليوم
api-quota-hint = من 1 إلى { $most }. يحمل الطلب الواحد حتى ألف رسالة.
api-expires = آخر يوم
api-expires-hint = سنة-شهر-يوم، خلال سنتين: 2026-11-30.
api-basis = رسائل خاصة لم يبلّغ عنها أحد
api-basis-about = اترك هذه الخانات الأربع فارغة، إلا إذا سمح قانون أو أمر أو موافقة الجميع لهذه المؤسسة بأن تفحصها. اللائحة (الاتحاد الأوروبي) 2021/1232 انتهت في 3 أبريل 2026 ولم تعد أساسًا.
api-jurisdiction = بموجب قانون أي جهة
api-ground = الأساس
api-signer = من يوقّع عليه
api-basis-until = آخر يوم للأساس
api-basis-until-hint = سنة-شهر-يوم، لا بعد آخر يوم للمفتاح.
api-make = إنشاء المفتاح
api-made-title = أُنشئ المفتاح
api-rotated-title = للمفتاح سر جديد
api-secret = سلّم هذا السر الآن بطريقة آمنة. يُعرض مرة واحدة: لا يستطيع أحد هنا أن يقرأه ثانية.
api-back = العودة إلى المفاتيح
api-state-stands = قيد الاستعمال
api-state-over = انقضى آخر يوم له
api-state-revoked = أُلغي في { $date }
api-line-agreement = الاتفاق: { $agreement }
api-line-made = أنشأه { $name } في { $date }.
api-line-until = آخر يوم { $date }. الطلبات في اليوم: { $quota }؛ المحجوز اليوم: { $used }.
api-private = رسائل خاصة: { $ground } ({ $jurisdiction }). وقّع { $signer }، حتى { $date }.
api-private-none = لا رسائل خاصة لم يبلّغ عنها أحد.
api-secret-line = { $prefix } أُنشئ في { $date }
api-secret-until = { $prefix } أُنشئ في { $date }، صالح حتى { $time }
api-rotate = إنشاء سر جديد
api-rotate-about = كم يبقى السر القديم صالحًا
api-overlap = { $count ->
    [0] ينتهي فورًا
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
api-revoke = إلغاء المفتاح فورًا
api-revoked = أُلغي المفتاح. لم يعد يفتح شيئًا.
api-gone-title = لا يمكن تغيير هذا المفتاح
api-gone = لقد انتهى، أو غيّره شخص آخر قبل لحظة.
api-error-owner = اكتب لمن هذا المفتاح.
api-error-agreement = اكتب على أي اتفاق يقوم.
api-error-scopes = اختر ما يحق له أن يسأل عنه.
api-error-quota = اكتب عددًا من الطلبات في اليوم لا يزيد على ما يقوله التلميح.
api-error-day = اكتب آخر يوم لم يأت بعد، خلال سنتين.
api-error-long = في إحدى الخانات أكثر من 200 حرف.
api-error-basis = للرسائل الخاصة تلزم الأربعة: القانون والأساس والموقّع وآخر يوم.
api-error-basis-day = اكتب آخر يوم للأساس لم يأت بعد ولا يتجاوز آخر يوم للمفتاح.
api-error-expired = انتهت هذه اللائحة في 3 أبريل 2026. لم تعد أساسًا.
