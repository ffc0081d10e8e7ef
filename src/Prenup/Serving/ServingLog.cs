using Microsoft.Extensions.Logging;
using Prenup.Configuring;
using Prenup.Core.Budgets;
using Prenup.Core.Money;

namespace Prenup.Serving;

/// <summary>What the gateway's own work beside the exchanges tells an operator: reloads of the configuration, and keys.</summary>
/// <remarks>
/// One class for the project: the SDK's generator writes several in an order that varies, and packages of one commit would differ
/// (https://github.com/dotnet/runtime/issues/119587).
/// </remarks>
internal static partial class ServingLog
{
    [LoggerMessage(1, LogLevel.Information, "{File} was read because {Why} and took effect at {At:O}. {Changes}")]
    public static partial void TookEffect(
        this ILogger log,
        string? file,
        string why,
        DateTimeOffset at,
        string changes
    );

    [LoggerMessage(
        2,
        LogLevel.Error,
        "{File} was read because {Why} and refused, errors: {Count}; the configuration of {Since:O} stays in force"
    )]
    public static partial void Refused(this ILogger log, string? file, string why, int count, DateTimeOffset since);

    [LoggerMessage(3, LogLevel.Error, "{Reason}")]
    public static partial void RefusedBecause(this ILogger log, string reason);

    [LoggerMessage(4, LogLevel.Warning, "{Warning}")]
    public static partial void Warned(this ILogger log, Problem warning);

    [LoggerMessage(5, LogLevel.Critical, "The configuration could not be looked at; the one in force stays")]
    public static partial void CouldNotLook(this ILogger log, Exception bug);

    [LoggerMessage(6, LogLevel.Debug, "The configuration file is not followed any more")]
    public static partial void FollowsNoMore(this ILogger log);

    [LoggerMessage(7, LogLevel.Warning, "Nothing to read because {Why}: the configuration was made without a file")]
    public static partial void HasNoFile(this ILogger log, string why);

    [LoggerMessage(8, LogLevel.Warning, "{Folder} cannot be watched ({Why}); changes are found by looking")]
    public static partial void CannotWatch(this ILogger log, string folder, string why);

    [LoggerMessage(9, LogLevel.Warning, "The key store cannot be read or written; known keys go on to work")]
    public static partial void KeysUnreadable(this ILogger log, Exception fault);

    [LoggerMessage(
        10,
        LogLevel.Warning,
        "{Scope} has used {Percent} % of its budget of {Limit} USD: {Spent} USD since {Begin:O}, until {End:O}"
    )]
    private static partial void BudgetCrossed(
        this ILogger log,
        Scope scope,
        int percent,
        PicoTotal limit,
        PicoTotal spent,
        DateTimeOffset begin,
        DateTimeOffset end
    );

    /// <summary>A budget was used up to a mark.</summary>
    public static void BudgetCrossed(this ILogger log, BudgetCrossing at) =>
        log.BudgetCrossed(at.Scope, at.Percent, at.Budget.Amount, at.Spent, at.Window.Begin, at.Window.End);

    [LoggerMessage(11, LogLevel.Error, "Alert {Alert} was not taken by {Receiver} for three days and is given up")]
    public static partial void AlertGivenUp(this ILogger log, string alert, string receiver);

    [LoggerMessage(12, LogLevel.Error, "Alerts cannot be written down; they are tried again")]
    public static partial void AlertsUnwritten(this ILogger log, Exception fault);

    [LoggerMessage(
        13,
        LogLevel.Error,
        "What was spent before of a budget whose period is new cannot be read; it counts from now on"
    )]
    public static partial void SpentUnknown(this ILogger log, Exception fault);

    [LoggerMessage(
        14,
        LogLevel.Error,
        "What budgets have spent cannot be read from the ledger: no paid work is let in, and it is tried again"
    )]
    public static partial void SpentUnread(this ILogger log, Exception fault);
}
