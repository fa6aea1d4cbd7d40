"""Screen of the reactivation [UC0426]."""
