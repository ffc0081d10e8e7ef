namespace Prenup.LoadRig.Wire;

/// <summary>
/// Plain threads over blocking sockets: one send and one receive per exchange is the cheapest load a process can make,
/// and its cost does not depend on the runtime that is being measured.
/// </summary>
internal static class Threads
{
    private const int StackBytes = 256 * 1024;

    /// <summary>Runs <paramref name="work"/> on that many threads and returns when all have ended; the first failure is thrown.</summary>
    public static void Run(int count, Action<int> work)
    {
        Exception? failure = null;
        var threads = new Thread[count];
        for (var i = 0; i < count; i++)
        {
            var index = i;
            threads[i] = Start(() =>
            {
                try
                {
                    work(index);
                }
                catch (Exception error)
                {
                    Interlocked.CompareExchange(ref failure, error, null);
                }
            });
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        if (failure is not null)
        {
            throw new InvalidOperationException("A load thread failed: " + failure.Message, failure);
        }
    }

    /// <summary>Starts one thread that does not keep the process alive.</summary>
    public static Thread Start(Action work)
    {
        var thread = new Thread(() => work(), StackBytes) { IsBackground = true };
        thread.Start();
        return thread;
    }
}
