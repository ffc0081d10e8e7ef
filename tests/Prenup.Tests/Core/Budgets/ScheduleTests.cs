using CsCheck;
using Prenup.Core.Budgets;
using Xunit;

namespace Prenup.Tests.Core.Budgets;

/// <summary>
/// Whatever order arrivals, failovers, aborts, kills, settlements, window edges and steps of the clock come in: what the ledger
/// holds of a window is never more than its budget, but for what attempts came dearer than their bound.
/// </summary>
public sealed class ScheduleTests
{
    private static readonly string[] Zones =
    [
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Pacific/Apia",
    ];

    // Around changes of the clocks, a leap day, a month's and a year's end, and a day that did not exist.
    private static readonly DateTimeOffset[] Begins =
    [
        new(2026, 3, 28, 20, 0, 0, TimeSpan.Zero),
        new(2026, 10, 24, 22, 0, 0, TimeSpan.Zero),
        new(2026, 11, 1, 3, 0, 0, TimeSpan.Zero),
        new(2026, 4, 4, 12, 0, 0, TimeSpan.Zero),
        new(2028, 2, 28, 21, 0, 0, TimeSpan.Zero),
        new(2026, 12, 31, 20, 0, 0, TimeSpan.Zero),
        new(2011, 12, 30, 8, 0, 0, TimeSpan.Zero),
    ];

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Frequency(
            (8, Gen.Const(Act.Arrive)),
            (4, Gen.Const(Act.Attempt)),
            (6, Gen.Const(Act.Settle)),
            (2, Gen.Const(Act.Abort)),
            (2, Gen.Const(Act.Lose)),
            (6, Gen.Const(Act.Wait)),
            (1, Gen.Const(Act.StepBack)),
            (1, Gen.Const(Act.Kill))
        ),
        Gen.Int[0, 3],
        Gen.Int[1, 60],
        Gen.Int[0, 100],
        static (act, who, size, part) => new Step(act, who, size, part)
    );

    private enum Act
    {
        Arrive,
        Attempt,
        Settle,
        Abort,
        Lose,
        Wait,
        StepBack,
        Kill,
    }

    [Fact]
    public void Trap7_No_schedule_spends_more_of_any_window_than_its_budget()
    {
        var setups = Gen.Select(
            Gen.Int[0, Zones.Length - 1],
            Gen.Int[0, Begins.Length - 1],
            Gen.Int[0, (int)PeriodUnit.Term].Array[4],
            Gen.Int[0, 200]
        );
        Gen.Select(setups, Steps.Array[1, 120], Gen.Bool)
            .Sample(
                static (setup, steps, glitch) =>
                {
                    var run = new ScheduleRun(Zones[setup.Item1], Begins[setup.Item2], setup.Item3);
                    for (var i = 0; i < steps.Length; i++)
                    {
                        if (glitch && i == steps.Length / 3)
                        {
                            run.Jump(TimeSpan.FromHours(setup.Item4)); // ahead by mistake …
                        }
                        if (glitch && i == steps.Length / 2)
                        {
                            run.Jump(-TimeSpan.FromHours(setup.Item4)); // … and back
                        }
                        Do(run, steps[i], glitch);
                        run.Check();
                    }
                    run.End();
                },
                iter: 800
            );
    }

    // A gateway that is restarted while its clock is ahead does not know what the window that it comes back to has spent.
    private static void Do(ScheduleRun run, Step step, bool glitch)
    {
        switch (step.Act)
        {
            case Act.Arrive:
                run.Arrive(step.Who, step.Size);
                break;
            case Act.Attempt:
                run.Attempt(step.Part, step.Size);
                break;
            case Act.Settle:
                run.Settle(step.Part, step.Size == 60 ? 130 : step.Part); // now and then dearer than its bound
                break;
            case Act.Abort:
                run.Leave(step.Part);
                break;
            case Act.Lose:
                run.Settle(step.Part, percent: null);
                break;
            case Act.Wait:
                run.Wait(TimeSpan.FromMinutes(step.Size * step.Part / 10));
                break;
            case Act.StepBack:
                run.Jump(-TimeSpan.FromMinutes(step.Size % 30));
                break;
            case Act.Kill when !glitch:
                run.Kill();
                break;
        }
    }

    private sealed record Step(Act Act, int Who, int Size, int Part);
}
