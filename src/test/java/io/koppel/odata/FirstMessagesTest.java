package io.koppel.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FirstMessagesTest {
    private final FirstMessages firsts = new FirstMessages();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final Thread first = new Thread(() -> send("accounts", "first", () -> {
        begun.countDown();
        await(mayEnd);
    }));

    @AfterEach
    void end() throws InterruptedException {
        mayEnd.countDown();
        first.join();
    }

    @Test
    void theOthersWaitForTheFirst() throws InterruptedException {
        startFirst();
        Thread second = new Thread(() -> send("accounts", "second", () -> {}));
        second.start();
        waits(second);
        assertThat(sent).isEmpty();

        mayEnd.countDown();
        second.join();
        assertThat(sent).containsExactly("first", "second");
    }

    @Test
    void thoseOfAnotherKindDoNot() throws InterruptedException {
        startFirst();

        send("contacts", "other", () -> {});

        assertThat(sent).containsExactly("other");
    }

    @Test
    void theOthersGoOnWhateverBecomesOfTheFirst() {
        assertThatThrownBy(() -> firsts.send("accounts", () -> {
                    throw new IllegalStateException("lost");
                }))
                .hasMessage("lost");

        send("accounts", "second", () -> {});

        assertThat(sent).containsExactly("second");
    }

    @Test
    void afterTheFirstTheOthersGoTogether() throws Exception {
        send("accounts", "first", () -> {});
        CountDownLatch both = new CountDownLatch(2);
        Runnable meet = () -> {
            both.countDown();
            await(both);
        };

        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> send("accounts", "second", meet));
        send("accounts", "third", meet);

        second.get(10, TimeUnit.SECONDS);
        assertThat(sent).containsExactlyInAnyOrder("first", "second", "third");
    }

    @Test
    void whoeverIsStoppedWhileWaitingSendsNothing() throws InterruptedException {
        startFirst();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread second = new Thread(() -> {
            try {
                firsts.send("accounts", () -> sent.add("second"));
                failure.complete(new AssertionError("it was sent"));
            } catch (InterruptedException stopped) {
                failure.complete(stopped);
            }
        });
        second.start();
        waits(second);

        second.interrupt();

        assertThat(failure.join()).isInstanceOf(InterruptedException.class);
        assertThat(sent).isEmpty();
    }

    private void startFirst() throws InterruptedException {
        first.start();
        begun.await();
    }

    private void send(String kind, String name, Runnable meanwhile) {
        try {
            firsts.send(kind, () -> {
                meanwhile.run();
                return sent.add(name);
            });
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns when the thread waits for another. */
    static void waits(Thread thread) {
        Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
    }
}
