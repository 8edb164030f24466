package io.punchgate.runtime.web;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Hears of the end of an answer that stays open.
 *
 * @param failed called where it breaks off, before it ends
 * @param ended called in any case, last
 */
public record AnswerEnd(Runnable failed, Runnable ended) implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
        ended.run();
    }

    @Override
    public void onError(AsyncEvent event) {
        failed.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        failed.run();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // It begins once.
    }
}
