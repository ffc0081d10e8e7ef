namespace Prenup.Core.Budgets;

/// <summary>What one scope has in use. Changed under the lock of <see cref="Allowances"/> alone.</summary>
internal sealed class Allowance(Scope scope)
{
    private Account? _account;
    private Account? _accountBefore;
    private long _minute = -1;

    public Scope Scope { get; } = scope;

    /// <summary>Exchanges in flight.</summary>
    public int InFlight { get; set; }

    /// <summary>Pico-dollars that attempts in flight hold, of whichever window.</summary>
    public Int128 Reserved { get; set; }

    /// <summary>Requests of the current minute.</summary>
    public int Requests { get; private set; }

    /// <summary>Tokens of the current minute, reserved ones included.</summary>
    public long Tokens { get; set; }

    /// <summary>When it was last let in, in whole seconds of Unix time; 0 where it never was.</summary>
    public long LastSecond { get; private set; }

    /// <summary>Begins a minute, where a later one is reached.</summary>
    public void Enter(long minute)
    {
        if (minute > _minute)
        {
            (_minute, Requests, Tokens) = (minute, 0, 0);
        }
    }

    /// <summary>Counts one that was let in.</summary>
    public void Count(DateTimeOffset now)
    {
        InFlight++;
        Requests++;
        LastSecond = now.ToUnixTimeSeconds();
    }

    /// <summary>Whether a minute is still the current one.</summary>
    public bool Is(long minute) => minute == _minute;

    /// <summary>Whether there is an account of a period.</summary>
    public bool Follows(Period period) => _account?.Follows(period) == true || _accountBefore?.Follows(period) == true;

    /// <summary>
    /// The account of a period. After a reload that changes the period there are two for a while: exchanges that began before it
    /// end with the old one.
    /// </summary>
    public Account Of(Period period)
    {
        if (_account?.Follows(period) == true)
        {
            return _account;
        }
        if (_accountBefore?.Follows(period) == true)
        {
            return _accountBefore;
        }
        (_accountBefore, _account) = (_account, new Account(period));
        return _account;
    }
}
