### reviewed = false
# The auditor's view, and what a member has read today.

audit-title = ما حدث
audit-about = كل ما جرى هنا، الأحدث أولا. النظر هنا لا يفتح أي حالة.
audit-from = من (يوم)
audit-to = إلى (يوم)
audit-kind = ماذا
audit-member = من
audit-subject = حالة أو بلاغ أو عضو (المعرّف)
audit-any = الكل
audit-look = بحث
audit-older = الأقدم
audit-file = كملف
audit-check = فحص كل شيء
audit-checked = { $count ->
    [zero] لم تُفحص أي حلقة من السلسلة.
    [one] فُحصت حلقة واحدة من السلسلة.
    [two] فُحصت حلقتان من السلسلة.
    [few] فُحصت { $count } حلقات من السلسلة.
    [many] فُحصت { $count } حلقة من السلسلة.
   *[other] فُحصت { $count } حلقة من السلسلة.
}
audit-sound = لم يُغيَّر شيء ولم يُحذف ولم يُضف.
audit-looked = { $count ->
    [zero] لم يُنظر في أي سطر.
    [one] نُظر في سطر واحد.
    [two] نُظر في سطرين.
    [few] نُظر في { $count } أسطر.
    [many] نُظر في { $count } سطرا.
   *[other] نُظر في { $count } سطر.
}
audit-none = لا شيء يطابق.
audit-col-when = متى (UTC)
audit-col-what = ماذا
audit-col-who = من
audit-col-subject = على ماذا
audit-nobody = لا عضو
audit-unsound = مُغيَّر
audit-error-day = اكتب اليوم هكذا: سنة-شهر-يوم، {"\u2066"}2026-11-30{"\u2069"}.
audit-error-subject = هذا المعرّف غير كامل. انسخه من السطر.
today-title = اليوم
today-about = ما قرأته اليوم. أنت وحدك ترى هذا. ولا يُقارن بأحد.
today-opened = { $count ->
    [zero] لم تُفتح أي حالة
    [one] فُتحت حالة واحدة
    [two] فُتحت حالتان
    [few] فُتحت { $count } حالات
    [many] فُتحت { $count } حالة
   *[other] فُتحت { $count } حالة
}
today-danger = { $count ->
    [zero] ليس فيها خطر
    [one] في واحدة منها خطر
    [two] في اثنتين منها خطر
    [few] في { $count } منها خطر
    [many] في { $count } منها خطر
   *[other] في { $count } منها خطر
}
today-time = الوقت مع الحالات: { $time }
today-rest = استراحة الآن مفيدة. عشر دقائق تساعد. أعد إلى القائمة ما لا يمكنك متابعته خلالها.
today-enough = خمس ساعات مع الحالات تكفي ليوم واحد. سلّم ما بقي مفتوحا.
today-help = بعد الحالات الصعبة، تحدّث مع زميل أو مع الشخص المخصص لذلك. هذا جزء من العمل.

## What happened, in words; the rest stands in case.ftl
did-member-created = أصبح عضوا
did-member-signed-in = سجّل الدخول
did-member-signed-out = سجّل الخروج
did-desk-created = أُنشئ مكتب
did-recovery-confirmed = أُكّدت ورقة الاسترداد
did-roles-upgraded = أُعطيت أدوار لأعضاء الإصدار الأول
did-setting-changed = تغيير إعداد
did-node-opened = فُتحت العقدة
did-node-closed = أُغلقت العقدة
did-texts-signed = وُقّعت نصوص السلامة للغة
did-duty-called = استُدعي اسم من قائمة المناوبة
did-duty-acknowledged = تأكيد استلام تنبيه عاجل
did-duty-exhausted = لم يجب أحد من قائمة المناوبة
did-number-checked = فُحص رقم
did-number-expired = أُزيل رقم
did-number-added = أُضيف رقم
did-number-reported = أبلغ زوار عن رقم لا يعمل
did-proposal-made = اقتُرح ما يحتاج شخصين
did-proposal-done = أكّده شخص ثان
did-proposal-refused = رفضه شخص ثان
did-factor-set = أُعدّ عامل ثان
did-factor-reset = أُزيل عامل ثان مفقود
did-factor-codes = رموز جديدة لمرة واحدة
did-member-passphrase = تغيير عبارة المرور
did-invitation-sent = دُعي شخص
did-invitation-answered = رُدّ على دعوة
did-invitation-withdrawn = سُحبت دعوة
did-desk-key-handed-on = سُلّم مفتاح مكتب
did-desk-key-renewed = مفتاح جديد لمكتب
did-member-removed = أُزيل عضو
did-member-roles = تغيير أدوار عضو
did-sessions-ended = أُنهيت جلسات
did-case-hidden = يعرف هؤلاء الأشخاص: أُخفيت الحالة
did-case-shown-again = أُظهرت الحالة من جديد
did-case-reason = ذُكر سبب للفتح
did-alarm-raised = صدر إنذار
did-alarm-acknowledged = تأكيد الاطلاع على إنذار
did-recovery-used = استُعملت ورقة الاسترداد
did-recovery-renewed = ورقة استرداد جديدة
did-house-upgraded = حُدّثت قاعدة البيانات
did-house-restored = استُعيدت نسخة احتياطية
did-case-expired = أُتلفت: انتهى وقتها
did-case-erased = أتلفها شخصان
did-case-held = محفوظة بأمر
did-case-passed-on = سلّم شيئًا لجهة خارجية بموافقة اثنين
did-audit-exported = أخذ سطورًا من السجل في ملف
did-case-hold-ended = انتهى الحفظ
did-code-frozen = جُمّد الرمز
did-code-thawed = أُعيد تشغيل الرمز
did-api-key-made = أُنشئ مفتاح لبرنامج
did-api-key-rotated = أُعطي مفتاح برنامج سرًّا جديدًا
did-api-key-revoked = أُلغي مفتاح برنامج
did-hook-set = طلب برنامج أن يُتصل به بشأن إشاراته
did-hook-ended = انتهت الاتصالات ببرنامج
