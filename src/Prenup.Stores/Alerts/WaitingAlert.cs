namespace Prenup.Stores.Alerts;

/// <summary>An alert that its receiver has not taken yet.</summary>
/// <param name="Id">What it is known by: the same for every receiver and every try.</param>
/// <param name="Receiver">The receiver's address.</param>
/// <param name="At">When it was raised.</param>
/// <param name="Body">What is sent.</param>
public sealed record WaitingAlert(string Id, string Receiver, DateTimeOffset At, string Body);
