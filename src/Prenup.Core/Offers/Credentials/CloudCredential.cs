namespace Prenup.Core.Offers.Credentials;

/// <summary>What an account proves itself to its cloud with, as configured. Compared by value: an unchanged one keeps its tokens over a reload.</summary>
public abstract record CloudCredential;
