;; What festival.py asks of Festival. Names begin with training_, as Scheme's variables are all global.

(set! training_phones nil)

(define (training_second_half segment phone)
  "After SEGMENT, PHONE, which takes the last 40 % of its time."
  (let ((start (item.feat segment "segment_start"))
        (end (item.feat segment "segment_end"))
        (second (item.insert segment (list phone) 'after)))
    (item.set_feat second "end" end)
    (item.set_feat segment "end" (+ start (* 0.6 (- end start))))
    (item.set_feat second "us_diphone" phone)))

(define (training_replace segment)
  "Has the phone or phones that stand in for SEGMENT's name spoken."
  (let ((phones (cdr (assoc_string (item.name segment) training_phones))))
    (if (cdr phones) (training_second_half segment (cadr phones)))
    (item.set_feat segment "us_diphone" (car phones))))

(define (training_replace_all utterance)
  (mapcar training_replace (utt.relation.items utterance 'Segment))
  utterance)

(define (training_accented name diphones phones left right silence)
  "Speaks English, as the current voice would, with the diphones of another language."
  (if (not (member_string name (us_list_dbs)))
      (us_diphone_init
       (list (list 'name name) (list 'index_file diphones) '(grouped "true")
             (list 'alternates_left left) (list 'alternates_right right) (list 'default_diphone silence))))
  (us_db_select name)
  (set! training_phones phones)
  (set! UniSyn_module_hooks (list training_replace_all)))

(define (training_say text file)
  "Speaks TEXT into FILE, and prints each phone with the second at which it ends."
  (let ((utterance (utt.synth (eval (list 'Utterance 'Text text)))))
    (print (mapcar (lambda (segment) (list (item.name segment) (item.feat segment "end")))
                   (utt.relation.items utterance 'Segment)))
    (utt.save.wave utterance file 'riff)))

(define (training_ready)
  (print 'ready)
  (fflush nil))
