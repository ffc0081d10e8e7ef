using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Prenup.LoadRig.Wire;

namespace Prenup.LoadRig.Targets;

/// <summary>A child process on a port of the loopback interface. It is killed when it is disposed of.</summary>
internal sealed class Child : IDisposable
{
    private const int LinesKept = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);
    private readonly Process process;
    private readonly Queue<string> lines = new();

    private Child(string name, Process process, int port)
    {
        (Name, this.process, Port) = (name, process, port);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Name { get; }

    public int Port { get; }

    public int Id => process.Id;

    /// <summary>Memory in use, in megabytes.</summary>
    public double ResidentMegabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Starts a program and waits until its port takes connections.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not listen in time; the message holds its last lines.</exception>
    public static Child Start(string name, int port, ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var child = new Child(name, new Process { StartInfo = start }, port);
        Cleanup.Add(child);
        try
        {
            child.AwaitPort();
            return child;
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }

    /// <summary>Asks the process to end in good order, and waits a bounded time for it.</summary>
    /// <returns>False when it had to be killed.</returns>
    public bool Stop(TimeSpan patience)
    {
        Posix.Terminate(process.Id);
        var ended = process.WaitForExit(patience);
        Dispose();
        return ended;
    }

    public void Dispose()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            Debug.WriteLine("already ended");
        }

        process.Dispose();
    }

    private void AwaitPort()
    {
        var began = Stopwatch.GetTimestamp();
        while (!Listens())
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new InvalidOperationException($"{Name} does not listen on port {Port}.\n{LastLines()}");
            }

            Posix.SleepUntil(Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 20));
        }
    }

    private bool Listens()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(new IPEndPoint(IPAddress.Loopback, Port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (lines)
        {
            lines.Enqueue(line ?? "");
            if (lines.Count > LinesKept)
            {
                lines.Dequeue();
            }
        }
    }

    private string LastLines()
    {
        lock (lines)
        {
            return string.Join('\n', lines);
        }
    }
}
