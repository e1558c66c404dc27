namespace Orleans.Runtime.Timers;

/// <summary>A timer's tick in the shape of a call, as filters and interleave predicates see it.</summary>
internal sealed class TimerTick(GrainTimer timer) : RequestBase
{
    private static readonly MethodInfo Method = typeof(GrainTimer).GetMethod(nameof(GrainTimer.TickAsync))!;

    public override object GetTarget() => timer;

    public override void SetTarget(ITargetHolder holder)
    {
    }

    public override async ValueTask<Response> Invoke()
    {
        await timer.TickAsync();
        return Response.Completed;
    }

    public override string GetMethodName() => "InvokeCallbackAsync";

    public override string GetInterfaceName() => "IGrainTimerInvoker";

    public override string GetActivityName() => "IGrainTimerInvoker/InvokeCallbackAsync";

    public override Type GetInterfaceType() => typeof(IGrainTimer);

    public override MethodInfo GetMethod() => Method;

    public override void Dispose()
    {
    }
}
