namespace Prenup.FunctionalTests.Credentials;

/// <summary>The system's clock, put forward by the test: timers run on, and tokens grow old.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _ahead;

    public void PutForward(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
}
