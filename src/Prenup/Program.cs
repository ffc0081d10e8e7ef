using System.CommandLine;
using Prenup.Commands;

var root = new RootCommand("Prenup: the AI gateway that keeps leaving cheap.")
{
    ServeCommand.Create(Environment.GetEnvironmentVariable),
    ValidateCommand.Create(Environment.GetEnvironmentVariable),
};
return await root.Parse(args).InvokeAsync();
