using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Prenup.LoadRig.Wire;

/// <summary>The few calls of Linux that .NET has no exact counterpart for.</summary>
internal static partial class Posix
{
    private const int Monotonic = 1;
    private const int AbsoluteTime = 1;

    /// <summary>Sleeps until an instant of <see cref="Stopwatch.GetTimestamp"/> (on Linux: monotonic nanoseconds), to some 60 microseconds.</summary>
    public static void SleepUntil(long timestamp)
    {
        var until = new TimeSpec(timestamp / 1_000_000_000, timestamp % 1_000_000_000);
        while (Stopwatch.GetTimestamp() < timestamp)
        {
            _ = ClockNanosleep(Monotonic, AbsoluteTime, in until, 0);
        }
    }

    /// <summary>
    /// Processor time of a whole process so far, ended threads included, in nanoseconds. The clock id is the kernel's
    /// `~pid &lt;&lt; 3 | CPUCLOCK_SCHED` (clock_getcpuclockid(3)); `/proc/PID/stat` counts in steps of 10 ms.
    /// </summary>
    public static long CpuNanoseconds(int process)
    {
        var failed = ClockGettime((~process << 3) | 2, out var time);
        return failed == 0
            ? (time.Seconds * 1_000_000_000) + time.Nanoseconds
            : throw new InvalidOperationException($"Process {process} has no processor clock: it has ended.");
    }

    /// <summary>Asks a process to end in good order (SIGTERM).</summary>
    public static void Terminate(int process) => _ = Kill(process, 15);

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int ClockNanosleep(int clock, int flags, in TimeSpec until, nint remaining);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGettime(int clock, out TimeSpec time);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec(long seconds, long nanoseconds)
    {
        public readonly long Seconds = seconds;
        public readonly long Nanoseconds = nanoseconds;
    }
}
