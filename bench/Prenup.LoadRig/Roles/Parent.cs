using Prenup.LoadRig.Wire;

namespace Prenup.LoadRig.Roles;

/// <summary>The rig holds the standard input of its children open: its end means that the rig is gone, however it went.</summary>
internal static class Parent
{
    /// <summary>Ends this process when the parent has ended.</summary>
    public static void EndWithIt() =>
        Threads.Start(() =>
        {
            using var input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0) { }
            Environment.Exit(0);
        });
}
