using Triad.Server.Invocation;

return await ServerCommand.Create().Parse(args).InvokeAsync();
